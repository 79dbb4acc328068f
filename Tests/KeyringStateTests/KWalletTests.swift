import TestSupport
import Testing

@Suite("What only KWallet does, played by a script")
struct KWalletTests {
    @Test("It finds no session where it cannot decrypt a secret: other keys are agreed on, and one item is made")
    func noSession() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "OpenSession": call.number % 2 == 1 ? nil : "(<''>, objectpath '/session')"
            case "SearchItems": "(@ao [], @ao [])"
            case "Get Locked": "(<false>,)"
            // The keys are the same when it is asked for the first time again.
            case "CreateItem":
                call.number <= 2
                    ? .error("org.qtproject.QtDBus.Error.InvalidObjectPath", saying: "Can't find session /session")
                    : "(objectpath '/item', objectpath '/')"
            case "GetSecret": ScriptedProviderTests.secret
            default: nil
            }
        }
        let ran = try Verb.store.run(in: session.environmentWithPlainSession)
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(provider.paths(of: "CreateItem").count == 3)
        #expect(provider.paths(of: "OpenSession").count == 4)
    }
}
