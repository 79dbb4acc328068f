import TestSupport
import Testing

@Suite("Names in the encrypted file that another program has stored, and no registry has")
struct OddNamesInFileTests {
    @Test(
        "What is listed is answered and erased",
        arguments: ["tab\there.example", "two\nlines.example", "esc\u{1B}[31m\u{7F}.example", "trail.example\n"]
    )
    func odd(_ name: String) throws {
        let machine = try HeadlessMachine()
        #expect(try machine.store("ghcr.io", secret: "of ghcr.io").status == 0)
        let stored = DockerCredential(server: name, username: "u", secret: "odd")
        try SecretTool.store(stored, in: machine.libsecretEnvironment)
        #expect(try machine.helper("list").accounts == [name: "u", "ghcr.io": "u"])
        #expect(try machine.helper("get", input: name).credential.secret == "odd")
        #expect(try machine.helper("get", "--", name).credential.secret == "odd")
        #expect(try machine.helper("erase", input: name).status == 0)
        #expect(try machine.helper("list").outputText == "{\"ghcr.io\":\"u\"}\n")
        #expect(try machine.helper("get", "ghcr.io").credential.secret == "of ghcr.io")
    }
}
