import TestSupport
import Testing

@Suite("A second keyring, open, beside the default one")
struct OpenSecondKeyringTests {
    @Test(
        "A login brings a credential from there into the default one, which is open another day, too",
        arguments: ["octocat", "another"]
    )
    func store(account: String) throws {
        let session = try KeyringSession()
        let program = try KeyringProgram(in: session)
        let work = try program.makeCollection("work")
        try program.makeItem(for: "ghcr.io", username: account, secret: "the new secret".utf8, in: work)
        #expect(try HelperBinary.run(["expires", "ghcr.io", "2030-01-01"], in: session.environment).status == 0)

        #expect(try Verb.store.run(in: session.environment).status == 0)
        #expect(try SecretTool.countItems(for: "ghcr.io", in: session.environment) == 1)
        // From now on the second one is locked.
        try session.restartKeyring(.unlocked)
        let answer = try Verb.get.run(in: session.environment)
        #expect(answer.outputText.contains("the new secret"), "\(answer.outputText)")
        let expiry = try HelperBinary.run(["expires", "ghcr.io"], in: session.environment).outputText
        // The same secret of the same account keeps its expiry.
        #expect(expiry.hasPrefix(account == "octocat" ? "2030-01-01T23:59:59Z" : "unknown"), "\(expiry)")
    }
}
