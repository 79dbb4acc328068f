import TestSupport
import Testing

extension KeyringSession {
    static let oldCredential = #"{"ServerURL":"ghcr.io","Username":"octocat","Secret":"the old secret"}"# + "\n"

    /// Stores a credential for `ghcr.io`, as it was before things went wrong.
    func storeOldCredential() throws {
        let ran = try HelperBinary.run(["store"], input: Self.oldCredential, in: environment)
        try #require(ran.status == 0, "\(ran.errorText)")
    }

    /// Expects that the keyring is well: it answers with what was stored before.
    func expectOldCredential(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let ran = try Verb.get.run(in: environment)
        #expect(ran.outputText == Self.oldCredential, sourceLocation: sourceLocation)
    }
}
