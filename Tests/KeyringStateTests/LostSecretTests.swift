import TestSupport
import Testing

@Suite("An item that is there, and whose secret cannot be answered with")
struct LostSecretTests {
    /// A session with one item for `ghcr.io`, whose secret is these bytes.
    private static func session(_ secret: [UInt8]) throws -> KeyringSession {
        let session = try KeyringSession()
        try KeyringProgram(in: session).makeItem(for: "ghcr.io", username: "octocat", secret: secret)
        return session
    }

    private static let lost = "the keyring has lost the secret of ghcr.io"

    @Test(
        "A lost secret is told by get, status and expires, named by list, mended by store; so is one that is no text",
        arguments: [
            ([], lost),
            ([0x73, 0xFF], "the secret kept for ghcr.io is not text: it is not valid UTF-8"),
        ] as [([UInt8], String)]
    )
    func told(secret: [UInt8], message: String) throws {
        let session = try Self.session(secret)
        for words in ["get ghcr.io", "get https://ghcr.io/", "expires ghcr.io", "expires ghcr.io 90d"] {
            let ran = try HelperBinary.run(words.split(separator: " ").map(String.init), in: session.environment)
            expectFailure(ran, saying: message)
            #expect(ran.errorText.hasSuffix("hint: log out of the registry and log in again\n"))
        }
        #expect(try Verb.list.run(in: session.environment).outputText == "{\"ghcr.io\":\"octocat\"}\n")
        let status = try HelperBinary.run(["status"], in: session.environment)
        #expect(status.outputText.contains("ghcr.io  octocat  -     -      -        unusable\n"))
        #expect(status.errorText == "\(message)\nhint: log out of the registry and log in again\n")
        #expect(status.status == 1)
        let json = try HelperBinary.run(["status", "--json"], in: session.environment)
        #expect(json.outputText.contains(#""kind":null,"token":null,"expires":null,"state":"unusable","#))
        #expect(json.outputText.contains(#""complete":true"#))

        #expect(try Verb.store.run(in: session.environment).status == 0)
        #expect(try Verb.get.run(in: session.environment).outputText.contains("the new secret"))
        #expect(try HelperBinary.run(["status"], in: session.environment).status == 0)
    }

    @Test("A lost secret can be erased")
    func erased() throws {
        let session = try Self.session([])
        #expect(try Verb.erase.run(in: session.environment).status == 0)
        expectAbsent(try Verb.get.run(in: session.environment), for: .get)
        #expect(try Verb.list.run(in: session.environment).outputText == "{}\n")
    }

    @Test("While an older item of the server has its secret, get and status show that one")
    func older() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        // Of two items that were made in the same second the second one counts as newer.
        try KeyringProgram(in: session).makeItem(for: "ghcr.io", username: "another", secret: [])
        #expect(try SecretTool.countItems(for: "ghcr.io", in: session.environment) == 2)
        try session.expectOldCredential()
        let status = try HelperBinary.run(["status"], in: session.environment)
        #expect(status.outputText.contains("ghcr.io  octocat  unknown"))
        #expect(status.status == 0)
    }
}
