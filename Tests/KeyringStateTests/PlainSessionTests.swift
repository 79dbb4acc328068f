import TestSupport
import Testing

extension KeyringSession {
    /// The environment, with the setting that lets secrets cross the bus in the clear.
    var environmentWithPlainSession: [String: String] {
        environment.setting(["DOCKER_CREDENTIAL_PAT_PLAIN_SESSION": "allow"])
    }
}

@Suite("A provider that offers no encryption")
struct PlainSessionTests {
    /// It declines the encrypted session, and takes a plain one.
    private static func provider(in session: KeyringSession) throws -> ScriptedProvider {
        try ScriptedProvider(in: session) { call in
            switch call.name {
            case "OpenSession": call.number % 2 == 1 ? nil : "(<''>, objectpath '/session')"
            case "SearchItems": "([objectpath '/item'], @ao [])"
            case "Get Attributes": ScriptedProviderTests.attributes(of: "ghcr.io", username: "octocat")
            case "SetSecret": "()"
            case "GetSecret": ScriptedProviderTests.secret
            case "Delete": "(objectpath '/',)"
            default: nil
            }
        }
    }

    @Test("No secret is sent to it, nor asked of it", arguments: ["get ghcr.io", "store", "status", "expires ghcr.io"])
    func refused(_ verb: String) throws {
        let session = try KeyringSession(.none)
        let provider = try Self.provider(in: session)
        let ran = try HelperBinary.run(
            verb.split(separator: " ").map(String.init),
            input: Verb.request,
            in: session.environment
        )
        expectFailure(
            ran,
            saying: "the keyring offers no encryption, and its secrets would cross the session bus in the clear"
        )
        #expect(ran.errorText.hasSuffix("allow it: DOCKER_CREDENTIAL_PAT_PLAIN_SESSION=allow\n"))
        for call in ["SetSecret", "CreateItem", "GetSecret", "GetSecrets"] { #expect(provider.paths(of: call).isEmpty) }
    }

    @Test("What needs no secret works all the same")
    func list() throws {
        let session = try KeyringSession(.none)
        let provider = try Self.provider(in: session)
        #expect(try Verb.list.run(in: session.environment).outputText == "{\"ghcr.io\":\"octocat\"}\n")
        #expect(provider.paths(of: "OpenSession").isEmpty)
    }

    @Test("A setting allows it")
    func allowed() throws {
        let session = try KeyringSession(.none)
        let provider = try Self.provider(in: session)
        let environment = session.environmentWithPlainSession
        let store = try Verb.store.run(in: environment)
        #expect(store.status == 0, "\(store.outputText)")
        #expect(provider.paths(of: "SetSecret") == ["/item"])
        #expect(try Verb.get.run(in: environment).outputText.contains("the new secret"))
        #expect(try HelperBinary.run(["status"], in: environment).outputText.contains("octocat"))
    }
}
