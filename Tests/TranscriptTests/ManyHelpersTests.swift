import Foundation
import TestSupport
import Testing

@Suite("Many helpers at once", .serialized, .keyringSession)
struct ManyHelpersTests {
    /// Stores a token of which each `get` in the environment that is returned warns.
    private func storeExpiringToken(for server: String) throws -> [String: String] {
        let environment = try #require(KeyringSessionTrait.session).environment
        let credential = DockerCredential(server: server, username: "u", secret: "s")
        let expiring = environment.setting(["DOCKER_CREDENTIAL_PAT_EXPIRES": "5d"])
        #expect(try HelperBinary.store(credential, in: expiring).status == 0)
        return expiring.setting(["DOCKER_CREDENTIAL_PAT_WARN": "always"])
    }

    @Test("Twenty that start at the same moment warn once, and all answer")
    func twenty() throws {
        let environment = try storeExpiringToken(for: "twenty.example")
        let script = #"for i in {1..20}; do "$0" get twenty.example & done; wait"#
        let ran = try HelperBinary.runScript(script, in: environment)
        #expect(ran.outputText.split(separator: "\n").count == 20)
        #expect(ran.errorText == "warning: the token for twenty.example (…) expires in 5 days\n")
    }

    @Test("A client that does not read standard error gets its answer all the same")
    func fullPipe() throws {
        let environment = try storeExpiringToken(for: "full.example")
        // The answer is there although standard error is a pipe that is full.
        let script = """
            mkfifo "$1"/pipe
            exec 9<>"$1"/pipe
            timeout 2 cat /dev/zero >&9 2>/dev/null
            timeout --preserve-status 3 "$0" get full.example 2>&9
            """
        let place = try TemporaryDirectory()
        let ran = try HelperBinary.runScript(script, arguments: [place.path], in: environment, limit: 20)
        #expect(ran.outputText == #"{"ServerURL":"full.example","Username":"u","Secret":"s"}"# + "\n")
    }
}
