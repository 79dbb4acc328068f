import Foundation
import TestSupport
import Testing

@Suite("Many helpers at once", .serialized, .keyringSession)
struct ManyHelpersTests {
    @Test("Twenty that start at the same moment warn once, and all answer")
    func twenty() throws {
        var environment = try #require(KeyringSessionTrait.session).environment
        let credential = DockerCredential(server: "twenty.example", username: "u", secret: "s")
        environment["DOCKER_CREDENTIAL_PAT_EXPIRES"] = "5d"
        #expect(try HelperBinary.store(credential, in: environment).status == 0)
        environment["DOCKER_CREDENTIAL_PAT_WARN"] = "always"
        let ran = try Command.run(
            ["bash", "-c", #"for i in {1..20}; do "$0" get twenty.example & done; wait"#, HelperBinary.path],
            environment: environment
        )
        #expect(ran.outputText.split(separator: "\n").count == 20)
        #expect(ran.errorText == "warning: the token for twenty.example (…) expires in 5 days\n")
    }

    @Test("A reader of standard error that does not read keeps no answer back")
    func fullPipe() throws {
        var environment = try #require(KeyringSessionTrait.session).environment
        let credential = DockerCredential(server: "full.example", username: "u", secret: "s")
        environment["DOCKER_CREDENTIAL_PAT_EXPIRES"] = "5d"
        #expect(try HelperBinary.store(credential, in: environment).status == 0)
        environment["DOCKER_CREDENTIAL_PAT_WARN"] = "always"
        // The answer is there although standard error is a pipe that is full.
        let script = """
            mkfifo "$1"/pipe
            exec 9<>"$1"/pipe
            timeout 2 cat /dev/zero >&9 2>/dev/null
            timeout --preserve-status 3 "$0" get full.example 2>&9
            """
        let place = try TemporaryDirectory()
        let ran = try Command.run(
            ["bash", "-c", script, HelperBinary.path, place.path],
            environment: environment,
            limit: 20
        )
        #expect(ran.outputText == credential.json + "\n")
    }
}
