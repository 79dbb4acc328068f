import TestSupport
import Testing

@Suite("Out of files")
struct OutOfFilesTests {
    @Test("It says so in one line, no signal ends it, and what is there is never called absent", arguments: 4...14)
    func limit(_ limit: Int) throws {
        let session = try KeyringSession()
        let credential = DockerCredential(server: "ghcr.io", username: "u", secret: "s3cret")
        #expect(try HelperBinary.store(credential, in: session.environment).status == 0)
        for arguments in [["get", "ghcr.io"], ["list"], ["erase", "never.example"]] {
            let ran = try Command.run(
                ["prlimit", "--nofile=\(limit)", HelperBinary.path] + arguments,
                environment: session.environment
            )
            if ran.status == 0 { continue }
            #expect(ran.status == 1)
            #expect(!ran.outputText.hasPrefix("credentials not found"))
            #expect(ran.outputText.split(separator: "\n").count == 1)
            #expect(ran.errorText.contains(ran.outputText))
        }
    }
}
