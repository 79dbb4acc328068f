import Foundation
import TestSupport
import Testing

@Suite("No keyring is the default one, and another is open")
struct NoDefaultCollectionTests {
    /// A session whose only keyring is one that is not the default, with a credential in it.
    private static func session(_ prompter: Prompter? = nil) throws -> KeyringSession {
        let session = try KeyringSession(prompter: prompter)
        let program = try KeyringProgram(in: session)
        let other = try program.makeCollection("work")
        try program.makeItem(for: "ghcr.io", username: "octocat", secret: "the old secret".utf8, in: other)
        try program.deleteCollection(KeyringProgram.login)
        return session
    }

    private static let newServer = Verb.request.replacing("ghcr.io", with: "other.example")

    @Test("What is in the other one works; a new item has no place, and that is what store says")
    func open() throws {
        let session = try Self.session()
        try session.expectOldCredential()
        #expect(try Verb.list.run(in: session.environment).outputText == "{\"ghcr.io\":\"octocat\"}\n")
        let status = try HelperBinary.run(["status"], in: session.environment)
        #expect(status.outputText.contains("ghcr.io  octocat"))
        #expect(status.status == 0)
        expectAbsent(try HelperBinary.run(["get", "other.example"], in: session.environment), for: .get)

        let refused = "no keyring is the default one, and nothing can ask for a new one's password"
        for request in [Self.newServer, Verb.request.replacing("octocat", with: "another")] {
            let ran = try HelperBinary.run(["store"], input: request, in: session.environment)
            expectFailure(ran, saying: refused)
            #expect(ran.errorText.contains("hint: choose a default keyring in the keyring manager"))
            try session.expectOldCredential()
        }
        #expect(try Verb.store.run(in: session.environment).status == 0)
        #expect(try Verb.get.run(in: session.environment).outputText.contains("the new secret"))
        #expect(try Verb.erase.run(in: session.environment).status == 0)
        expectAbsent(try Verb.get.run(in: session.environment), for: .get)
    }

    @Test("The default keyring is the one in memory, which ends with its daemon: it counts as none")
    func volatile() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        try KeyringProgram(in: session).setDefaultCollection(KeyringProgram.session)
        for request in [Self.newServer, Verb.request.replacing("octocat", with: "another")] {
            let ran = try HelperBinary.run(["store"], input: request, in: session.environment)
            expectFailure(ran, saying: "no keyring is the default one, and nothing can ask for a new one's password")
            #expect(try Verb.list.run(in: session.environment).outputText == "{\"ghcr.io\":\"octocat\"}\n")
        }
        try session.restartKeyring(.unlocked)
        try session.expectOldCredential()
    }

    @Test("The prompt to make a default one is dismissed")
    func dismissed() throws {
        let session = try Self.session(Prompter(.presses(key: "Escape")))
        let ran = try HelperBinary.run(["store"], input: Self.newServer, in: session.environment)
        expectFailure(ran, saying: "no keyring is the default one: the prompt to make one was dismissed")
        try session.expectOldCredential()
    }

    @Test("A person chooses a password for a default one, and the new credential is kept in it")
    func chosen() throws {
        let session = try Self.session(Prompter(.chooses("test")))
        let ran = try HelperBinary.run(["store"], input: Self.newServer, in: session.environment)
        #expect(ran.status == 0, "\(ran.errorText)")
        let accounts = try Verb.list.run(in: session.environment).accounts
        #expect(accounts == ["ghcr.io": "octocat", "other.example": "octocat"])
    }
}
