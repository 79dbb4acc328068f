import Foundation
import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("No token is lost, whatever call of the keyring fails")
struct NoTokenIsLostTests {
    struct Way: CustomTestStringConvertible {
        let arguments: [String]
        let server: String
        var testDescription: String { arguments[0] + " " + server }
    }

    static let ways = [
        Way(arguments: ["create", "--description", "x"], server: "https://index.docker.io/v1/"),
        Way(arguments: ["rotate", "docker.io"], server: "https://index.docker.io/v1/"),
        Way(arguments: ["rotate", "registry.example"], server: "registry.example"),
    ]

    private let console = TestConsole()
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func keyring(for server: String) throws -> InMemoryStore {
        let store = InMemoryStore()
        for name in [server, "mirror.example"] {
            try store.store(Credential(server: name, username: "octavia", secret: Secret("token 0")), renewing: [])
        }
        let login = Credential(
            server: "https://index.docker.io/v1/access-token",
            username: "octavia",
            secret: Secret("of the web login")
        )
        try store.store(login, renewing: [])
        return store
    }

    private func run(_ way: Way, over store: any CredentialStore, hub: TestHub) -> Int32 {
        console.run(
            way.arguments,
            over: store,
            environment: ["HOME": directory.path, "DOCKER_CREDENTIAL_PAT_KEYRING": "service"],
            online: TestNetwork(hub: hub, rotating: hub)
        )
    }

    /// The files that were made for tokens.
    private var files: [String] {
        let place = directory / ".local/state/docker-credential-pat"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        return names.map { "\(place)/\($0)" }
    }

    @Test("While all goes well it is kept, everywhere, and no file is left", arguments: ways)
    func well(_ way: Way) throws {
        let (store, hub) = (try keyring(for: way.server), TestHub())
        #expect(run(way, over: store, hub: hub) == 0, "\(console.output)")
        let kept = try #require(try store.credential(for: [way.server])).secret.text
        #expect(kept != "token 0" && hub.working.values.contains(kept))
        let mirror = try store.credential(for: ["mirror.example"])?.secret.text
        #expect(mirror == (way.arguments[0] == "create" ? "token 0" : kept))
        #expect(files.isEmpty)
    }

    @Test("Each call in turn", arguments: ways, FailingStore.Failure.allCases)
    func eachCall(_ way: Way, failure: FailingStore.Failure) throws {
        let whole = FailingStore(try keyring(for: way.server), failure, at: 0 - 1)
        if failure != .stops { _ = run(way, over: whole, hub: TestHub()) }
        // One that stops at -1 does nothing at all.
        let count = failure == .stops ? 12 : whole.count
        #expect(count >= 5)
        for number in 1...count {
            for file in files { unlink(file) }
            let (inner, hub) = (try keyring(for: way.server), TestHub())
            let status = run(way, over: FailingStore(inner, failure, at: number), hub: hub)
            let kept = try inner.credential(for: [way.server])?.secret.text ?? ""
            let written = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
            let isKept = hub.working.values.contains(kept)
            let isInFile = written.contains { text in hub.working.values.contains { "\($0)\n" == text } }
            #expect(isKept || isInFile, "call \(number): \(console.output)\(console.error)")
            let unknown = hub.working.values.filter { $0 != kept && $0 != "token 0" && !written.contains("\($0)\n") }
            #expect(unknown.isEmpty, "call \(number)")
            for file in files {
                #expect(console.output.contains("the new token is in \(file), since it could not be kept: "))
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == 0o600)
            }
            if status == 0 { #expect(isKept && files.isEmpty) }
            for token in hub.working.values where token != "token 0" {
                #expect(!(console.output + console.error).contains(token))
            }
        }
    }

    @Test("Where no file can be made beforehand nothing is asked for")
    func noFile() throws {
        let place = directory / ".local"
        try Data().write(to: URL(fileURLWithPath: place))
        for way in Self.ways {
            let (store, hub) = (try keyring(for: way.server), TestHub())
            #expect(run(way, over: store, hub: hub) == 1)
            #expect(hub.working == ["id-0": "token 0"])
            #expect(console.error.contains("hint: a new token would be kept there, should the keyring fail"))
        }
    }

    @Test("A new token that the registry refuses is deleted again")
    func refused() throws {
        let (store, hub) = (try keyring(for: Self.ways[1].server), TestHub())
        let refusal = CredentialCheck(word: .unreachable, problems: [.silent(host: "h", seconds: 15)])
        let network = TestNetwork(answers: [Self.ways[1].server: refusal], hub: hub)
        let status = console.run(
            ["rotate", "docker.io"],
            over: store,
            environment: ["HOME": directory.path],
            online: network
        )
        #expect(status == 1)
        #expect(hub.working == ["id-0": "token 0"])
        #expect(try store.credential(for: [Self.ways[1].server])?.secret.text == "token 0")
        let words = "the new token does not work, and was deleted again: h did not answer within 15 s\n"
        #expect(console.output == words)
        #expect(files.isEmpty)
    }
}
