import Foundation
import TestSupport
import Testing

@Suite("64 helpers at the same moment", .serialized, .keyringSession)
struct CrowdTests {
    /// How the writers take turns: by the lock in the runtime directory, and where there is none.
    enum Turns: String, CaseIterable {
        case withRuntimeDirectory
        case without
    }

    private static let contended = "contended.example"

    /// One of the 64, and what it may answer.
    private struct Member {
        let child: ChildProcess
        let output: ScratchFile
        let verb: String
        let mayAnswer: (String) -> Bool
    }

    @Test("Nothing fails, nothing is doubled, the last one wins", arguments: Turns.allCases)
    func crowd(_ turns: Turns) throws {
        var environment = try #require(KeyringSessionTrait.session).environment
        // The machine may be slow; what is to be seen is who waits for whom, not how long.
        environment["DOCKER_CREDENTIAL_PAT_TIMEOUT"] = "120"
        if turns == .without { environment["XDG_RUNTIME_DIR"] = nil }
        for round in 0..<Effort.rounds { try run(round, in: environment) }
    }

    private func run(_ round: Int, in environment: [String: String]) throws {
        let shelf = Shelf(Self.contended, in: environment)
        let own = (0..<6).map { Shelf("own\($0).example", in: environment) }
        let kept = Shelf.Entry("ann", round * 1000)
        for shelf in own + [shelf] { try shelf.store(kept) }

        let rivals = (0..<20).map { Shelf.Entry("account\($0 % 5)", round * 1000 + $0) }
        let pairs = Set((rivals + [kept]).map { Self.answer(Self.contended, $0) })
        var members: [Member] = []
        func start(_ arguments: [String], mayAnswer: @escaping (String) -> Bool) throws {
            let output = try ScratchFile()
            let child = try ChildProcess(
                [HelperBinary.path] + arguments,
                output: .scratch(output),
                environment: environment
            )
            members.append(Member(child: child, output: output, verb: arguments[0], mayAnswer: mayAnswer))
        }
        func store(_ shelf: Shelf, _ entry: Shelf.Entry) throws {
            let (child, output) = (try shelf.startStoring(entry), try ScratchFile())
            members.append(Member(child: child, output: output, verb: "store", mayAnswer: \.isEmpty))
        }
        for rival in rivals {
            // 20 writers and 20 readers of one server …
            try store(shelf, rival)
            try start(["get", Self.contended]) { pairs.contains($0) }
        }
        for number in 0..<6 {
            // … and 24 others, each of which knows what it has to see: its own servers are nobody else's.
            let (reader, erased) = ("own\(number).example", "erased\(round).\(number).example")
            try start(["get", reader]) { $0 == Self.answer(reader, kept) }
            try start(["list"]) { $0.contains(#""\#(Self.contended)":"#) && $0.contains(#""\#(reader)":"ann""#) }
            try start(["erase", erased], mayAnswer: \.isEmpty)
            try store(Shelf("new\(number).example", in: environment), Shelf.Entry("ben", round))
        }
        #expect(members.count == 64)

        for member in members {
            let end = member.child.wait()
            let said = member.output.text
            #expect(end == .exited(0), "\(member.verb) said \(said)")
            #expect(member.mayAnswer(said), "\(member.verb) said \(said)")
        }

        let winner = try #require(try shelf.read())
        #expect(rivals.contains(winner))
        for server in [Self.contended] + own.map(\.server) + (0..<6).map({ "new\($0).example" }) {
            #expect(try SecretTool.items(of: server, in: environment) == 1, "\(server)")
        }
        let last = Shelf.Entry("zoe", round)
        try shelf.store(last)
        #expect(try shelf.read() == last)
        #expect(try shelf.countItems() == 1)
    }

    private static func answer(_ server: String, _ entry: Shelf.Entry) -> String {
        #"{"ServerURL":"\#(server)","Username":"\#(entry.username)","Secret":"\#(entry.secret)"}"# + "\n"
    }
}
