import TestSupport
import Testing

@Suite("What only KWallet does, played by a script")
struct KWalletTests {
    @Test("It finds no session where it cannot decrypt a secret: other keys are agreed on, and one item is made")
    func noSession() throws {
        let session = try KeyringSession(.none)
        let script = ScriptedProviderTests.openAndEmpty { call in
            switch call.name {
            // The keys are the same when it is asked for the first time again.
            case "CreateItem":
                call.number <= 2
                    ? .error("org.qtproject.QtDBus.Error.InvalidObjectPath", saying: "Can't find session /session")
                    : "(objectpath '/item', objectpath '/')"
            case "GetSecret": ScriptedProviderTests.secret
            default: nil
            }
        }
        let provider = try ScriptedProvider(in: session, script: script)
        let ran = try Verb.store.run(in: session.environmentWithPlainSession)
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(provider.paths(of: "CreateItem").count == 3)
        #expect(provider.paths(of: "OpenSession").count == 4)
    }
}
