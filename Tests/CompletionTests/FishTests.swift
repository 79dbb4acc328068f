import TestSupport
import Testing

@Suite("Completion in fish")
struct FishTests {
    private let shell: InteractiveShell

    init() throws {
        try DebianPackage.require("fish", from: "fish")
        shell = try InteractiveShell()
    }

    /// What fish offers for this command line, from the files that were installed for the user.
    private func offers(for line: String) throws -> [String] {
        let ran = try Command.run(["fish", "-c", "complete --do-complete '\(line)'"], environment: shell.environment)
        #expect(ran.status == 0 && ran.errorText == "")
        return ran.outputText.split(separator: "\n").map(String.init)
    }

    @Test("Verbs, options and their values, servers with a colon in them")
    func words() throws {
        #expect(
            try offers(for: "docker-credential-pat help unl") == [
                "unlock\topen the encrypted file until the next reboot; the first time, make it"
            ]
        )
        #expect(try offers(for: "docker-credential-pat get local") == ["localhost:5000\toctocat"])
        #expect(try offers(for: "docker-credential-pat get https:") == ["https://index.docker.io/v1/\toctocat"])
        #expect(try offers(for: "docker-credential-pat get ").count == 3)
        #expect(try offers(for: "docker-credential-pat setup --keyring f") == ["file"])
        #expect(try offers(for: "docker-credential-pat setup --keyring=s") == ["--keyring=service"])
        #expect(try offers(for: "docker-credential-pat st").count == 2)
    }

    @Test("The program of a profile, with that profile's servers")
    func profile() throws {
        #expect(try offers(for: "docker-credential-pat-work get ") == ["work.example\temployee"])
        #expect(try offers(for: "docker-credential-pat-work st").count == 2)
    }

    @Test("Names of files where an option wants one, and nowhere else")
    func files() throws {
        let file = try shell.write("", to: "secret-file")
        let start = file.dropLast("ecret-file".count)
        #expect(try offers(for: "docker-credential-pat setup --password-file \(start)") == [file])
        #expect(try offers(for: "docker-credential-pat setup --password-file=\(start)") == ["--password-file=" + file])
        #expect(try offers(for: "docker-credential-pat list \(start)") == [])
    }
}
