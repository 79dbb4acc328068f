import Foundation
import TestSupport
import Testing

@Suite("The encrypted file, in states that it should not be in")
struct FileStateTests {
    private let machine: HeadlessMachine

    init() throws {
        machine = try HeadlessMachine()
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
        #expect(try machine.store("other.example", secret: "another").status == 0)
    }

    /// Expects every verb to fail in these words, and the file to stay as it is.
    private func expectRefused(saying words: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let before = try? machine.contents
        let ran = [
            try machine.helper("get", "ghcr.io"), try machine.helper("get", "never.example"),
            try machine.helper("list"), try machine.helper("status"), try machine.helper("erase", "ghcr.io"),
            try machine.store("ghcr.io", secret: "new"),
            try machine.helper("unlock", "--password-file", machine.passwordFile),
            try machine.helper("unlock", "--change", "--password-file", "-", input: "new"),
        ]
        for command in ran {
            #expect(command.status == 1, sourceLocation: sourceLocation)
            #expect(command.outputText == words + "\n", sourceLocation: sourceLocation)
            #expect(command.errorText.hasPrefix(words + "\n"), sourceLocation: sourceLocation)
            #expect(!(command.outputText + command.errorText).contains("s3cret"), sourceLocation: sourceLocation)
        }
        #expect((try? machine.contents) == before, sourceLocation: sourceLocation)
    }

    private func write(_ contents: Data) throws {
        try contents.write(to: URL(fileURLWithPath: machine.file))
    }

    @Test("Cut anywhere, it is called damaged, and stays")
    func cut() throws {
        let whole = try machine.contents
        for length in [0, 1, 15, 16, 17, 18, 30, 60, whole.count / 2, whole.count - 40, whole.count - 1] {
            try write(whole.prefix(length))
            try expectRefused(saying: "the keyring file \(machine.file) is damaged")
        }
        try write(whole + Data([0]))
        try expectRefused(saying: "the keyring file \(machine.file) is damaged")
    }

    @Test("With any byte changed, nobody is told that nothing is there, and nothing is lost")
    func changedByte() throws {
        let whole = try machine.contents
        // Each byte costs two runs of the helper: so only some are changed, and others in each run of the test.
        for index in Array(0..<70) + (0..<30).map({ _ in Int.random(in: 70..<whole.count) }) {
            var changed = whole
            changed[index] ^= 1 << UInt8.random(in: 0..<8)
            try write(changed)
            for server in ["ghcr.io", "other.example"] {
                let ran = try machine.helper("get", server)
                if ran.status == 0 {
                    #expect(ran.outputText.contains(server == "ghcr.io" ? #""s3cret""# : #""another""#))
                } else {
                    #expect(ran.outputText == "the keyring file \(machine.file) is damaged\n", "byte \(index)")
                }
            }
            #expect(try machine.contents == changed)
        }
    }

    @Test("Something else in its place is called damaged", arguments: ["", "{}", "GnomeKeyring\n\r\0\n"])
    func somethingElse(_ contents: String) throws {
        try write(Data(contents.utf8))
        try expectRefused(saying: "the keyring file \(machine.file) is damaged")
    }

    @Test("Larger than any keyring, it is called damaged, and is not read")
    func enormous() throws {
        truncate(machine.file, 1 << 30)
        // With less memory than the file would take.
        let ran = try Command.run(
            ["prlimit", "--as=\(600 << 20)", HelperBinary.path, "get", "ghcr.io"],
            environment: machine.environment
        )
        #expect(ran.status == 1)
        #expect(ran.outputText == "the keyring file \(machine.file) is damaged\n")
        #expect(ran.errorText.hasPrefix("the keyring file \(machine.file) is damaged\nhint: "))
    }

    @Test("Writable by others, it is refused", arguments: [0o620, 0o602])
    func writableByOthers(_ mode: Int) throws {
        chmod(machine.file, mode_t(mode))
        try expectRefused(saying: "\(machine.file) can be written to by others: refused as a keyring")
        chmod(machine.file, 0o600)
        chmod(machine.data, mode_t(mode | 0o100))
        try expectRefused(saying: "\(machine.data) can be written to by others: refused as a keyring")
    }

    @Test("Somebody else's, it is refused")
    func foreignOwner() throws {
        chown(machine.file, 65534, 65534)
        try expectRefused(saying: "\(machine.file) belongs to somebody else: refused as a keyring")
        chown(machine.file, 0, 0)
        chown(machine.data, 65534, 65534)
        try expectRefused(saying: "\(machine.data) belongs to somebody else: refused as a keyring")
    }

    @Test("A link or a directory in its place is refused")
    func notRegular() throws {
        try FileManager.default.moveItem(atPath: machine.file, toPath: machine.directory / "elsewhere")
        symlink(machine.directory / "elsewhere", machine.file)
        try expectRefused(saying: "\(machine.file) is not a plain file: refused as a keyring")
        unlink(machine.file)
        mkdir(machine.file, 0o700)
        try expectRefused(saying: "\(machine.file) is not a plain file: refused as a keyring")
    }

    @Test("A link in place of the staging directory is not followed: no other directory is emptied")
    func linkedStaging() throws {
        let other = machine.directory / "other"
        mkdir(other, 0o700)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: other + "/file"))
        symlink(other, machine.data + "/rewrite")
        #expect(try machine.store("ghcr.io", secret: "new").status == 0)
        #expect(FileManager.default.fileExists(atPath: other + "/file"))
        let left = try FileManager.default.contentsOfDirectory(atPath: machine.data).sorted()
        #expect(left == ["credentials.keyring", "lock"])
    }

    @Test("Nobody else may read it")
    func modes() throws {
        var status = stat()
        #expect(stat(machine.data, &status) == 0 && status.st_mode & 0o777 == 0o700)
        #expect(stat(machine.file, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test("What is not there is not found, once a password opens the keyring")
    func absent() throws {
        let ran = try machine.helper("get", "never.example")
        #expect(ran.outputText == "credentials not found in native keychain\n" && ran.status == 1)
    }
}
