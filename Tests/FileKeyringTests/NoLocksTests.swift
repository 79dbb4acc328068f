import Foundation
import TestSupport
import Testing

/// What a file system without locks answers: NFS without its lock daemon, FUSE and others that have no such call.
struct NoLocks: CustomTestStringConvertible {
    let code: Int32
    let reason: String
    var testDescription: String { reason }

    static let all = [
        NoLocks(code: ENOLCK, reason: "No locks available"),
        NoLocks(code: ENOSYS, reason: "Function not implemented"),
        NoLocks(code: EOPNOTSUPP, reason: "Operation not supported"),
    ]
}

@Suite("The encrypted file, on a file system without locks")
struct NoLocksTests {
    private let machine: HeadlessMachine

    init() throws {
        machine = try HeadlessMachine()
    }

    private func run(
        _ arguments: [String],
        input: String = "",
        and more: [String: String] = [:],
        without locks: NoLocks
    ) throws -> Command {
        try Command.run(
            SystemCallFilter.withoutLocks(failingWith: locks.code, to: [HelperBinary.path] + arguments),
            input: Data(input.utf8),
            environment: machine.environment.setting(more)
        )
    }

    /// Expects the one line that says so, at the end of what it has said.
    private func expectRefusal(
        _ ran: Command,
        _ locks: NoLocks,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let words = "\(machine.data)/lock: \(locks.reason)\n"
        let hint = "some network file systems have no locks: set XDG_DATA_HOME to a directory on a local disk\n"
        #expect(ran.status == 1, sourceLocation: sourceLocation)
        #expect(ran.outputText.hasSuffix(words), "\(ran.outputText)", sourceLocation: sourceLocation)
        #expect(ran.errorText == words + "hint: " + hint, sourceLocation: sourceLocation)
    }

    /// All files and directories of the home directory.
    private var files: [String] {
        get throws { try FileManager.default.subpathsOfDirectory(atPath: machine.directory / "home").sorted() }
    }

    private static let request = DockerCredential(server: "ghcr.io", username: "v", secret: "new").json

    /// Those that change the file, with what they read.
    private static let changes: [([String], String)] = [
        (["store"], request), (["erase", "ghcr.io"], ""), (["expires", "ghcr.io", "90d"], ""),
        (["unlock", "--change", "--password-file", "-"], "another password"),
        (["setup", "--keyring", "file"], ""), (["setup", "--yes"], ""),
        (["setup", "--profile", "work", "--copy-from", "default", "ghcr.io", "--yes"], ""),
    ]

    @Test("Whatever would change it says so in one line, and changes nothing", arguments: NoLocks.all)
    func changed(_ locks: NoLocks) throws {
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
        let (before, filesBefore) = (try machine.contents, try files)
        for (arguments, input) in Self.changes {
            expectRefusal(try run(arguments, input: input, without: locks), locks)
            #expect(try machine.contents == before && files == filesBefore, "\(arguments)")
        }
        #expect(try machine.helper("get", "ghcr.io").credential.secret == "s3cret")
    }

    @Test("Whatever only reads it goes on", arguments: NoLocks.all)
    func read(_ locks: NoLocks) throws {
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
        #expect(try machine.helper("expires", "ghcr.io", "2099-03-01").status == 0)
        let before = try machine.contents
        #expect(try run(["get", "ghcr.io"], without: locks).credential.secret == "s3cret")
        #expect(try run(["list"], without: locks).outputText == "{\"ghcr.io\":\"u\"}\n")
        #expect(try run(["status"], without: locks).outputText.contains("2099-03-01"))
        #expect(try run(["expires", "ghcr.io"], without: locks).outputText.hasPrefix("2099-03-01"))
        #expect(try run(["get", "never.example"], without: locks).outputText.hasPrefix("credentials not found"))
        // There is nothing to change.
        for arguments in [["erase", "never.example"], ["lock"]] {
            #expect(try run(arguments, without: locks).status == 0)
        }
        let wrong = machine.directory / "wrong"
        try Data("wrong".utf8).write(to: URL(fileURLWithPath: wrong))
        chmod(wrong, 0o600)
        let password = ["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": wrong]
        #expect(try run(["get", "ghcr.io"], and: password, without: locks).outputText.hasPrefix("wrong password"))
        #expect(try machine.contents == before)
    }

    @Test("unlock opens what is there: the kernel remembers the password, and no lock is wanted")
    func unlocked() throws {
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
        let unlock = ["unlock", "--timeout", "5m", "--password-file", machine.passwordFile]
        #expect(try run(unlock, without: NoLocks.all[0]).outputText == "unlocked for 5 minutes\n")
        let without = machine.environment.filter { $0.key != "DOCKER_CREDENTIAL_PAT_PASSWORD_FILE" }
        #expect(try HelperBinary.run(["get", "ghcr.io"], in: without).credential.secret == "s3cret")
    }

    @Test("Where there is no file yet, nothing is made, and the kernel remembers nothing", arguments: NoLocks.all)
    func nothing(_ locks: NoLocks) throws {
        let unlock = ["unlock", "--timeout", "5m", "--password-file", machine.passwordFile]
        for (arguments, input) in [(["store"], Self.request), (unlock, ""), (["setup", "--yes"], "")] {
            expectRefusal(try run(arguments, input: input, without: locks), locks)
            #expect(try files == [], "\(arguments)")
        }
        for arguments in [["erase", "ghcr.io"], ["list"], ["status"], ["lock"]] {
            #expect(try run(arguments, without: locks).status == 0)
        }
        #expect(try files == [])
        let without = machine.environment.filter { $0.key != "DOCKER_CREDENTIAL_PAT_PASSWORD_FILE" }
        #expect(try HelperBinary.store(.init(server: "s", username: "u", secret: "s"), in: without).status == 1)
    }

    @Test("doctor says so, with the same hint", arguments: NoLocks.all)
    func doctor(_ locks: NoLocks) throws {
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
        let ran = try run(["doctor", "--json", "--only", "file"], without: locks)
        let answer = try JSONDecoder().decode(DoctorAnswer.self, from: ran.output)
        #expect(answer["file"] == ["problem: \(machine.data)/lock: \(locks.reason)"])
        #expect(answer.findings.first?.hint?.contains("set XDG_DATA_HOME to a directory on a local disk") == true)
    }

    @Test("A warning still comes once a day")
    func warning() throws {
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
        #expect(try machine.helper("expires", "ghcr.io", "5d").status == 0)
        let warn = ["DOCKER_CREDENTIAL_PAT_WARN": "always"]
        let first = try run(["get", "ghcr.io"], and: warn, without: NoLocks.all[0])
        #expect(first.errorText.hasPrefix("warning: the token for ghcr.io"))
        #expect(try run(["get", "ghcr.io"], and: warn, without: NoLocks.all[0]).errorText == "")
    }
}
