import Foundation
import PersonalAccessToken
import TestSupport

@testable import CredentialHelper

/// A machine with files of its own, as a test wants `doctor` to find it. The system's own files are below `root`.
struct TestMachine {
    let directory: TemporaryDirectory
    var environment: [String: String]
    var now = TestConsole.now
    /// By default the one who runs the tests.
    var user = geteuid()
    var file: (any EncryptedKeyring)?

    init() throws {
        directory = try TemporaryDirectory()
        environment = ["HOME": directory / "home", "PATH": directory / "bin"]
        for name in ["home", "bin", "root"] {
            try FileManager.default.createDirectory(atPath: directory / name, withIntermediateDirectories: false)
        }
    }

    var home: String { directory / "home" }

    var machine: Machine {
        Machine(environment: environment, now: now, root: directory / "root", user: user)
    }

    /// Writes a file below the directory, and makes the directories above it.
    @discardableResult
    func write(_ text: String, to path: String, mode: mode_t = 0o600) throws -> String {
        let file = URL(fileURLWithPath: directory / path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
        chmod(file.path, mode)
        return file.path
    }

    /// Makes a program of a shell's.
    @discardableResult
    func makeProgram(_ path: String, script: String) throws -> String {
        let file = try write("", to: path, mode: 0o755)
        try TestProgram.make(file, script: script)
        return file
    }

    func examination(_ keyring: TestExamination = TestExamination(store: InMemoryStore())) -> Examination {
        Examination(
            machine: machine,
            version: "1.2.3",
            keyrings: TestKeyrings(store: keyring.store, file: file, examination: keyring)
        )
    }

    func findings(
        of check: any DoctorCheck.Type,
        _ keyring: TestExamination = TestExamination(store: InMemoryStore())
    ) -> [Finding] {
        check.report(on: examination(keyring))
    }
}

extension [Finding] {
    /// The texts of one level.
    func texts(_ level: Finding.Level) -> [String] { filter { $0.level == level }.map(\.text) }
}
