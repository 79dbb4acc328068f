import Foundation
import TestSupport
import Testing

@Suite("What scripts/install does on a machine without a Secret Service")
struct InstallTests {
    private let machine: HeadlessMachine
    private let command: String

    init() throws {
        machine = try HeadlessMachine(.none, setting: nil)
        let library = Repository.path("scripts/lib/file-keyring.sh")
        command =
            #"say() { printf "%s\n" "$*" >&2; }; die() { say "error: $*"; exit 1; }; "#
            + #". \#(library); has_chosen_keyring || make_file_keyring \#(HelperBinary.path)"#
    }

    private func expectWorking() throws {
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
        #expect(try machine.helper("get", "ghcr.io").outputText.contains("s3cret"))
        #expect(try machine.helper("status", "--json").outputText.hasPrefix(#"{"keyring":"file","#))
    }

    @Test("Without a terminal: a random key, and what it is good for", arguments: [false, true])
    func withoutTerminal(kernelKeepsNoKeys: Bool) throws {
        var words = ["setsid", "--wait", "bash", "-c", command]
        if kernelKeepsNoKeys { words = KernelKeyring.forbidden(failingWith: EPERM, to: words) }
        let ran = try Command.run(words, environment: machine.environment)
        #expect(ran.status == 0)
        for words in ["a random key in", "that protects", "it does not protect from another process", "stronger: "] {
            #expect(ran.errorText.contains(words), "\(ran.errorText)")
        }
        let key = machine.directory / "home/.config/docker-credential-pat/password"
        var status = stat()
        #expect(stat(key, &status) == 0 && status.st_mode & 0o777 == 0o600 && status.st_size > 40)
        try expectWorking()

        // Once more, as by a second installation: nothing changes.
        let before = try Data(contentsOf: URL(fileURLWithPath: key))
        #expect(try Command.run(["bash", "-c", command], environment: machine.environment).status == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: key)) == before)
        try expectWorking()
    }

    @Test("On a terminal: asks for a password")
    func onTerminal() throws {
        let script = machine.directory / "install"
        try Data(command.utf8).write(to: URL(fileURLWithPath: script))
        let ran = try TerminalUser.run(
            "bash \(script)",
            replies: [
                .init(to: "New password of the keyring: ", keys: #"pw\n"#),
                .init(to: "The same once more: ", keys: #"pw\n"#),
            ],
            in: machine.environment
        )
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(ran.outputText.contains("after a reboot open it by: docker-credential-pat unlock"))
        #expect(
            !FileManager.default.fileExists(atPath: machine.directory / "home/.config/docker-credential-pat/password")
        )
        try expectWorking()
    }

    @Test("A password file that the environment names is taken")
    func namedFile() throws {
        let file = ["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": machine.passwordFile]
        let ran = try Command.run(
            ["bash", "-c", command],
            environment: machine.environment.setting(file)
        )
        #expect(ran.status == 0)
        #expect(ran.errorText.contains("its password is in \(machine.passwordFile)"))
        #expect(try machine.helper("list").outputText == "the keyring is locked\n")
        #expect(try machine.helper("list", and: file).outputText == "{}\n")
    }
}
