import Foundation
import TestSupport
import Testing

@Suite("64 helpers at the same moment", .serialized, .keyringSession)
struct ConcurrentHelpersTests {
    /// Where the lock is by which the writers take turns: in the runtime directory, and elsewhere if there is none.
    enum LockPlace: String, CaseIterable {
        case runtimeDirectory
        case elsewhere
        /// Every other helper has no runtime directory.
        case either
        /// The runtime directory is on a file system without locks.
        case withoutLocks
    }

    private static let contended = "contended.example"

    /// One of the 64, and what it may answer.
    private struct RunningHelper {
        let verb: String
        let process: ChildProcess
        let output: ScratchFile
        let mayAnswer: (String) -> Bool
    }

    @Test("Nothing fails, nothing is doubled, the last one wins", arguments: LockPlace.allCases)
    func contention(_ lock: LockPlace) throws {
        var environment = try #require(KeyringSessionTrait.session).environment
        // The machine may be slow; what is to be seen is who waits for whom, not how long.
        environment["DOCKER_CREDENTIAL_PAT_TIMEOUT"] = "120"
        var other = environment
        if lock == .elsewhere || lock == .either { other["XDG_RUNTIME_DIR"] = nil }
        if lock == .elsewhere { environment = other }
        var helper = [HelperBinary.path]
        if lock == .withoutLocks { helper = SystemCallFilter.withoutLocks(failingWith: ENOLCK, to: helper) }
        for round in 0..<Repetitions.concurrentRounds { try run(helper, round, in: environment, or: other) }
    }

    /// - Parameters:
    ///   - helper: the helper, and before it what it is run by.
    ///   - other: the environment of every other helper.
    private func run(
        _ helper: [String],
        _ round: Int,
        in environment: [String: String],
        or other: [String: String]
    ) throws {
        let client = HelperClient(Self.contended, in: environment)
        let own = (0..<6).map { HelperClient("own\($0).example", in: environment) }
        func kept(_ client: HelperClient) -> DockerCredential { client.credential(of: "ann", number: round * 1000) }
        for client in own + [client] { try client.store(kept(client)) }

        let rivals = (0..<20).map { client.credential(of: "account\($0 % 5)", number: round * 1000 + $0) }
        let answers = Set((rivals + [kept(client)]).map { $0.json + "\n" })
        var helpers: [RunningHelper] = []
        var isOther = false
        func start(_ arguments: [String], input: String = "", mayAnswer: @escaping (String) -> Bool) throws {
            let output = try ScratchFile()
            // A store and a get at a time.
            if arguments[0] == "store" { isOther.toggle() }
            let process = try ChildProcess(
                helper + arguments,
                input: .text(input),
                output: .scratch(output),
                environment: isOther ? other : environment
            )
            let verb = arguments[0]
            helpers.append(RunningHelper(verb: verb, process: process, output: output, mayAnswer: mayAnswer))
        }
        for rival in rivals {
            // 20 writers and 20 readers of one server …
            try start(["store"], input: rival.json, mayAnswer: \.isEmpty)
            try start(["get", Self.contended]) { answers.contains($0) }
        }
        for (number, reader) in own.enumerated() {
            // … and 24 others, each of which knows what it has to see: its own servers are nobody else's.
            try start(["get", reader.server]) { $0 == kept(reader).json + "\n" }
            try start(["list"]) {
                $0.contains(#""\#(Self.contended)":"#) && $0.contains(#""\#(reader.server)":"ann""#)
            }
            try start(["erase", "erased\(round).\(number).example"], mayAnswer: \.isEmpty)
            let new = HelperClient("new\(number).example", in: environment).credential(of: "ben", number: round)
            try start(["store"], input: new.json, mayAnswer: \.isEmpty)
        }
        #expect(helpers.count == 64)

        for helper in helpers {
            let end = helper.process.wait()
            let said = helper.output.text
            #expect(end == .exited(0), "\(helper.verb) said \(said)")
            #expect(helper.mayAnswer(said), "\(helper.verb) said \(said)")
        }

        let winner = try #require(try client.read())
        #expect(rivals.contains(winner))
        for server in [Self.contended] + own.map(\.server) + (0..<6).map({ "new\($0).example" }) {
            #expect(try SecretTool.countItems(for: server, in: environment) == 1, "\(server)")
        }
        let last = client.credential(of: "zoe", number: round)
        try client.store(last)
        #expect(try client.read() == last)
        #expect(try client.countItems() == 1)
    }
}
