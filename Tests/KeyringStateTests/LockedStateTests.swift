import Foundation
import TestSupport
import Testing

@Suite("A keyring that is locked, and nothing can ask for its password")
struct LockedStateTests {
    @Test("Locked, and nothing can ask: every verb says so, and nothing is changed")
    func nothingAsks() throws {
        let session = try KeyringSession.locked()
        for verb in Verb.allCases {
            let ran = try verb.run(in: session.environment)
            expectFailure(ran, saying: "the keyring is locked, and nothing can ask for its password")
        }
        // A first login, which finds nothing to replace.
        let other = Verb.request.replacing("ghcr.io", with: "other.example")
        expectFailure(
            try HelperBinary.run(["store"], input: other, in: session.environment),
            saying: "the keyring is locked, and nothing can ask for its password"
        )
        let status = try HelperBinary.run(["status"], in: session.environment)
        #expect(status.status == 1)
        #expect(status.errorText.hasPrefix("the keyring is locked: there may be more in it\n"))
        try session.restartKeyring(.unlocked)
        try session.expectOldCredential()
    }

    @Test("Locked, and what should ask cannot start", arguments: Verb.allCases)
    func noDisplay(_ verb: Verb) throws {
        // The prompter is there, as on a server with a desktop's packages, but has no display.
        let session = try KeyringSession(services: Prompter.services)
        try session.storeOldCredential()
        try session.restartKeyring(.locked)
        let ran = try verb.run(in: session.environment)
        expectFailure(ran, saying: "the keyring is locked, and nothing can ask for its password")
        try session.restartKeyring(.unlocked)
        try session.expectOldCredential()
    }

    @Test("Locked since its start and empty: what is asked for is not there, and nobody is asked")
    func emptyAndLocked() throws {
        let session = try KeyringSession(prompter: Prompter(.ignores))
        try session.restartKeyring(.locked)
        expectAbsent(try HelperBinary.run(["get", "ghcr.io"], in: session.environment), for: .get)
        expectAbsent(try HelperBinary.run(["erase", "ghcr.io"], in: session.environment), for: .erase)
        #expect(try Verb.list.run(in: session.environment).outputText == "{}\n")
        #expect(try !session.isOwned("org.gnome.keyring.SystemPrompter"))
    }

    @Test("A locked item whose attributes can be read is only unlocked when it is needed")
    func noNeedlessPrompt() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        try session.lock()
        // Everything but the secret is known.
        let list = try Verb.list.run(in: session.environment)
        #expect(list.outputText == "{\"ghcr.io\":\"octocat\"}\n")
        let erase = try HelperBinary.run(["erase", "other.example"], in: session.environment)
        expectAbsent(erase, for: .erase)
        let get = try HelperBinary.run(["get", "other.example"], in: session.environment)
        expectAbsent(get, for: .get)
        let status = try HelperBinary.run(["status"], in: session.environment)
        #expect(status.outputText.contains("ghcr.io  octocat  locked  locked  -        locked\n"))
        #expect(status.status == 1)
        for arguments in [["get", "ghcr.io"], ["erase", "ghcr.io"], ["expires", "ghcr.io", "90d"], ["store"]] {
            expectFailure(
                try HelperBinary.run(arguments, input: Verb.request, in: session.environment),
                saying: "the keyring is locked, and nothing can ask for its password"
            )
        }
    }
}
