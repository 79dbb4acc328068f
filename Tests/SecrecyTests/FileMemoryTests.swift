import Foundation
import TestSupport
import Testing

/// As `MemoryTests`, on the encrypted file, whose password is a secret, too.
@Suite("A secret from the encrypted file is wiped from memory")
struct FileMemoryTests {
    private let machine: FileKeyring
    private let needle = Needle()
    private let password = Needle()

    init() throws {
        machine = try FileKeyring()
        try Data(password.text.utf8).write(to: URL(fileURLWithPath: machine.passwordFile))
        #expect(try machine.helper("store", input: needle.request()).status == 0)
    }

    @Test("At the end of each verb", arguments: ["get ghcr.io", "get never.example", "list", "status", "store"])
    func atExit(_ arguments: String) throws {
        let (core, input) = (machine.directory / "core", machine.directory / "input")
        try needle.request().write(toFile: input, atomically: false, encoding: .utf8)
        let commands = [
            "set debuginfod enabled off", "set confirm off", "set use-coredump-filter off",
            "set dump-excluded-mappings on", "set args \(arguments) < \(input) > /dev/null",
            "catch syscall exit_group", "run", "generate-core-file \(core)", "kill",
        ]
        let ran = try Command.run(
            ["gdb", "-nx", "-batch"] + commands.flatMap { ["-ex", $0] } + [HelperBinary.path],
            environment: machine.environment.merging(["SHELL": "/bin/sh"]) { _, new in new }
        )
        #expect(ran.outputText.contains("Saved corefile"), "\(ran.outputText)\(ran.errorText)")
        // libsecret puts an item together in plain memory before it encrypts it, and frees that as it is.
        #expect(try needle.count(inFile: core) <= (arguments == "store" ? 1 : 0))
        // libsecret never frees a file that it has opened, with the password in memory that is locked and not dumped.
        #expect(try password.count(inFile: core) == 1)
    }
}
