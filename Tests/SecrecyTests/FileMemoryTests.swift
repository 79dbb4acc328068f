import Foundation
import TestSupport
import Testing

/// As `MemoryTests`, on the encrypted file, whose password is a secret, too.
@Suite("A secret from the encrypted file is wiped from memory")
struct FileMemoryTests {
    private let machine: HeadlessMachine
    private let secret = UniqueSecret()
    private let password = UniqueSecret()

    init() throws {
        machine = try HeadlessMachine()
        try Data(password.text.utf8).write(to: URL(fileURLWithPath: machine.passwordFile))
        #expect(try machine.helper("store", input: secret.request).status == 0)
    }

    @Test("At the end of each verb", arguments: ["get ghcr.io", "get never.example", "list", "status", "store"])
    func atExit(_ arguments: String) throws {
        let (core, input) = (machine.directory / "core", machine.directory / "input")
        try secret.request.write(toFile: input, atomically: false, encoding: .utf8)
        try CoreAtExit.write(
            to: core,
            arguments: arguments,
            input: input,
            output: "/dev/null",
            in: machine.environment
        )
        // libsecret puts an item together in plain memory before it encrypts it, and frees that as it is.
        #expect(try secret.count(inFile: core) <= (arguments == "store" ? 1 : 0))
        // libsecret never frees a file that it has opened, with the password in memory that is locked and not dumped.
        #expect(try password.count(inFile: core) == 1)
    }
}
