import Foundation
import TestSupport
import Testing

@Suite("What doctor says of the encrypted file")
struct DoctorFileTests {
    private let machine: HeadlessMachine

    init() throws {
        machine = try HeadlessMachine()
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
    }

    private func examine(and more: [String: String] = [:]) throws -> DoctorAnswer {
        try HelperBinary.doctor(
            "password",
            "file",
            "keyring",
            "provider",
            "lock",
            "items",
            "accounts",
            "tokens",
            in: machine.environment.setting(more)
        )
    }

    @Test("All is well, and nothing is written")
    func well() throws {
        let before = try machine.contents
        let files = try FileManager.default.subpathsOfDirectory(atPath: machine.directory.path)
        let answer = try examine()
        #expect(answer.problems == 0 && answer.complete, "\(answer)")
        let used = "ok: the keyring is the encrypted file \(machine.file), as the setting keyring says"
        let other = "docker-credential-secretservice does not see what is kept in the encrypted file"
        #expect(answer["keyring"] == [used, "ok: \(other): it asks the Secret Service alone"])
        #expect(answer["file"] == ["ok: the encrypted file \(machine.file) can be read by nobody else"])
        #expect(answer["password"] == ["ok: the password file \(machine.passwordFile) can be read by nobody else"])
        #expect(answer["lock"] == ["ok: the encrypted file is open"])
        #expect(answer["provider"] == [])
        #expect(try machine.contents == before)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: machine.directory.path) == files)
    }

    @Test("Nothing gives its password; a wrong one")
    func locked() throws {
        let locked = try examine(and: ["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": ""])
        #expect(locked["lock"] == ["problem: the keyring is locked"])
        #expect(locked["items"] == ["note: not looked at: the keyring is locked"])
        #expect(locked.problems == 1)
        let hint = locked.findings.first { $0.check == "lock" }?.hint ?? ""
        // Which of the two depends on whether the kernel keeps keys here.
        #expect(hint.contains("docker-credential-pat unlock") || hint.contains("a password file works"))

        try Data("incorrect horse".utf8).write(to: URL(fileURLWithPath: machine.passwordFile))
        let wrong = "problem: wrong password: the one in \(machine.passwordFile) does not open the keyring"
        #expect(try examine()["lock"] == [wrong])
    }

    @Test("Others may read the file, or write it, or its directory")
    func modes() throws {
        var directory = machine.directory.path
        for name in ["/home", "/.local", "/share", "/docker-credential-pat"] {
            chmod(directory, 0o755)
            directory += name
        }
        chmod(directory, 0o755)
        #expect(try examine()["file"] == ["ok: the encrypted file \(machine.file) can be read by nobody else"])
        chmod(machine.file, 0o644)
        let note = "note: the encrypted file \(machine.file) can be read by others: only its password protects it"
        #expect(try examine()["file"] == [note])
        chmod(machine.file, 0o666)
        let written = "problem: \(machine.file) can be written to by others: refused as a keyring"
        #expect(try examine()["file"] == [written])
        chmod(machine.file, 0o600)
        chmod(machine.data, 0o777)
        #expect(try examine()["file"] == ["problem: \(machine.data) can be written to by others: refused as a keyring"])
    }

    @Test("Others may read the password file, or write it; it is not there")
    func passwordFile() throws {
        chmod(machine.directory.path, 0o755)
        chmod(machine.passwordFile, 0o644)
        let path = machine.passwordFile
        let answer = try examine()
        #expect(answer["password"] == ["problem: the password file \(path) can be read by others"])
        #expect(answer.findings.first { $0.check == "password" }?.hint == "chmod go-r \(path)")
        chmod(path, 0o602)
        let written = "problem: \(path) can be written to by others: refused as a password file"
        #expect(try examine()["password"] == [written])
        unlink(path)
        #expect(try examine()["password"] == ["problem: the password file \(path): No such file or directory"])
    }

    @Test("Another process is changing it: it is not waited for")
    func busy() throws {
        let holder = try ChildProcess(
            ["flock", machine.data + "/lock", "-c", "echo held; exec sleep 60"],
            environment: machine.environment
        )
        defer { holder.signal(SIGKILL) }
        try poll { try examine()["file"] == ["note: another process is changing the encrypted file just now"] }
    }

    @Test("systemd's password file, and those that are for its services")
    func credentialsDirectory() throws {
        let directory = machine.directory / "credentials"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        try FileManager.default.copyItem(atPath: machine.passwordFile, toPath: directory + "/docker-credential-pat")
        let answer = try examine(and: ["CREDENTIALS_DIRECTORY": directory, "DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": ""])
        let file = directory + "/docker-credential-pat"
        #expect(answer["password"] == ["ok: the password file \(file) can be read by nobody else"])
        #expect(answer["lock"] == ["ok: the encrypted file is open"])
    }

    @Test("It is not in use, since a Secret Service can be reached and nobody has chosen")
    func unused() throws {
        let session = try KeyringSession()
        let answer = try HelperBinary.doctor(
            "keyring",
            in: session.environment.setting([
                "HOME": machine.directory / "home", "XDG_DATA_HOME": machine.directory / "home/.local/share",
            ])
        )
        #expect(answer["keyring"].last == "note: the encrypted file \(machine.file) is not in use")
    }
}
