import TestSupport
import Testing

@Suite("A second keyring, locked, beside the default one, which is open")
struct SecondKeyringTests {
    /// What only the second keyring has.
    private static let forgotten = DockerCredential(server: "old.example", username: "ann", secret: "forgotten")
    /// What it has besides the default one, too, under another account.
    private static let shared = DockerCredential(server: "ghcr.io", username: "ann", secret: "forgotten, too")

    private func session(hidden: Bool) throws -> KeyringSession {
        let session = try KeyringSession()
        try session.storeOldCredential()
        try session.makeLockedSecondKeyring(keeping: [Self.forgotten, Self.shared], hidden: hidden)
        return session
    }

    private func run(_ arguments: String..., input: String = "", in session: KeyringSession) throws -> Command {
        try HelperBinary.run(arguments, input: input, in: session.environment)
    }

    @Test("What is open answers, by any name, and what is nowhere is absent", arguments: [false, true])
    func get(hidden: Bool) throws {
        let session = try session(hidden: hidden)
        try session.expectOldCredential()
        for name in ["https://ghcr.io/", "ghcr.io/owner/image"] {
            #expect(try run("get", name, in: session).outputText.contains("the old secret"), "\(name)")
        }
        expectAbsent(try run("get", "absent.example", in: session), for: .get)
        expectAbsent(try run("erase", "absent.example", in: session), for: .erase)
    }

    @Test("An open entry under another spelling answers before a locked one under the exact name")
    func openFirst() throws {
        let session = try session(hidden: true)
        let open = DockerCredential(server: "https://old.example/", username: "bob", secret: "at hand")
        #expect(try HelperBinary.store(open, in: session.environment).status == 0)
        #expect(try run("get", "old.example", in: session).outputText.contains("at hand"))
    }

    @Test("list shows what can be seen")
    func list() throws {
        let hidden = try run("list", in: session(hidden: true))
        #expect(hidden.outputText == "{\"ghcr.io\":\"octocat\"}\n")
        let seen = try run("list", in: session(hidden: false))
        #expect(seen.outputText == "{\"ghcr.io\":\"octocat\",\"old.example\":\"ann\"}\n")
    }

    @Test("store keeps it in the default keyring, whatever the other one has", arguments: [false, true])
    func store(hidden: Bool) throws {
        let session = try session(hidden: hidden)
        #expect(try Verb.store.run(in: session.environment).status == 0)
        #expect(try Verb.get.run(in: session.environment).outputText.contains("the new secret"))
        let other = Verb.request.replacing("ghcr.io", with: "old.example")
        #expect(try run("store", input: other, in: session).status == 0)
        #expect(try run("get", "old.example", in: session).outputText.contains("the new secret"))
        #expect(try SecretTool.countItems(for: "old.example", in: session.environment) == 2)
    }

    @Test("erase of another server works", arguments: [false, true])
    func eraseBeside(hidden: Bool) throws {
        let session = try session(hidden: hidden)
        let other = DockerCredential(server: "third.example", username: "octocat", secret: "s")
        #expect(try HelperBinary.store(other, in: session.environment).status == 0)
        expectAbsent(try run("erase", "third.example", in: session), for: .erase)
        expectAbsent(try run("get", "third.example", in: session), for: .get)
        try session.expectOldCredential()
    }

    @Test("An erase of what it has, too, and a get of what only it has, ask to unlock it", arguments: [false, true])
    func needed(hidden: Bool) throws {
        let session = try session(hidden: hidden)
        for arguments in [
            ["get", "old.example"], ["get", "https://old.example/"], ["get", "old.example/owner/image"],
            ["erase", "old.example"], ["erase", "ghcr.io"],
        ] {
            expectFailure(
                try HelperBinary.run(arguments, in: session.environment),
                saying: "the keyring is locked, and nothing can ask for its password"
            )
        }
        try session.expectOldCredential()
        #expect(try SecretTool.countItems(for: "old.example", in: session.environment) == 1)
    }
}
