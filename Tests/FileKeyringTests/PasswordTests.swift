import Foundation
import TestSupport
import Testing

@Suite("The encrypted file's password: where it comes from, and where it does not go")
struct PasswordTests {
    private let machine: HeadlessMachine

    init() throws {
        machine = try HeadlessMachine()
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
    }

    private func get(_ environment: [String: String]) throws -> String {
        try machine.helper("get", "ghcr.io", and: environment).outputText
    }

    @Test("The order: the kernel, the file that is named, systemd's credential")
    func order() throws {
        let credentials = machine.directory / "credentials"
        mkdir(credentials, 0o700)
        try Data(HeadlessMachine.password.utf8).write(to: URL(fileURLWithPath: credentials + "/docker-credential-pat"))
        let variable = "DOCKER_CREDENTIAL_PAT_PASSWORD_FILE"
        let bare = [variable: ""]
        #expect(try get(bare) == "the keyring is locked\n")
        let credential = ["CREDENTIALS_DIRECTORY": credentials]
        #expect(try get(bare.setting(credential)).contains("s3cret"))
        #expect(try get(["CREDENTIALS_DIRECTORY": "/nonexistent"]).contains("s3cret"))
        let relative = try Command.run(
            ["env", "--chdir=\(machine.directory.path)", HelperBinary.path, "get", "ghcr.io"],
            environment: machine.environment.setting([variable: "", "CREDENTIALS_DIRECTORY": "credentials"])
        )
        #expect(relative.outputText == "the keyring is locked\n")
        // A file that is named has to be there, whatever else there is.
        let missing = try get(credential.setting([variable: "/nonexistent"]))
        #expect(missing == "cannot read the keyring's password from /nonexistent: No such file or directory\n")
        // After unlock, no file is looked at.
        #expect(try machine.helper("unlock", "--password-file", "-", "--timeout", "5m", input: "no").status == 1)
        let unlocked = try machine.helper("unlock", "--password-file", machine.passwordFile, "--timeout", "5m")
        #expect(unlocked.status == 0)
        #expect(try get([variable: "/nonexistent"]).contains("s3cret"))
    }

    @Test("lock locks, and mentions only a password file that opens the keyring")
    func lock() throws {
        let variable = "DOCKER_CREDENTIAL_PAT_PASSWORD_FILE"
        let unlocked = try machine.helper("unlock", "--password-file", machine.passwordFile, "--timeout", "5m")
        #expect(unlocked.status == 0)
        let missing = try machine.helper("lock", and: [variable: "/nonexistent"])
        #expect(missing.status == 0 && missing.outputText == "" && missing.errorText == "")
        #expect(try get([variable: ""]) == "the keyring is locked\n")

        let same = try machine.helper("unlock", "--change", "--password-file", machine.passwordFile, "--timeout", "5m")
        #expect(same.status == 0 && same.errorText == "", "the file holds the new password already")
        #expect(try machine.helper("lock", and: [variable: "/nonexistent"]).status == 0)
        let change = try machine.helper("unlock", "--change", "--password-file", "-", "--timeout", "5m", input: "new")
        #expect(change.errorText.contains("still holds the old password"))
        let old = try machine.helper("lock")
        #expect(old.status == 0 && old.errorText == "")
        #expect(try get([:]).hasPrefix("wrong password"))
        try Data("new".utf8).write(to: URL(fileURLWithPath: machine.passwordFile))
        let right = try machine.helper("lock")
        #expect(right.status == 0)
        #expect(right.errorText == "note: the password file \(machine.passwordFile) still opens the keyring\n")
    }

    @Test("A password file that others may write is refused, before a keyring is made, too", arguments: [0o620, 0o602])
    func writableByOthers(mode: Int) throws {
        chmod(machine.passwordFile, mode_t(mode))
        let words = "\(machine.passwordFile) can be written to by others: refused as a password file\n"
        #expect(try get([:]) == words)
        #expect(try machine.store("ghcr.io", secret: "new").outputText == words)
        let unlock = try machine.helper("unlock", "--password-file", machine.passwordFile)
        #expect(unlock.outputText == words)
        let hint = "hint: look what it holds, then: chmod go-w \(machine.passwordFile)\n"
        #expect(unlock.errorText == words + hint)
        let other = machine.directory / "other"
        #expect(try machine.helper("list", and: ["XDG_DATA_HOME": other]).outputText == "{}\n")
        #expect(try machine.helper("setup", "--yes", and: ["XDG_DATA_HOME": other]).outputText == words)
        #expect(!FileManager.default.fileExists(atPath: other))
    }

    @Test("A password file of somebody else is refused, one of root's is not")
    func foreignOwner() throws {
        chown(machine.passwordFile, 65533, 65533)
        let words = "\(machine.passwordFile) belongs to somebody else: refused as a password file\n"
        #expect(try get([:]) == words)
        // Root's is taken by anybody, as it is with a mounted secret.
        chown(machine.passwordFile, 0, 0)
        chmod(machine.passwordFile, 0o444)
        chmod(machine.directory / "home", 0o755)
        let helper = try HelperBinary.copy(forEveryUserIn: machine.directory)
        let user = ["setpriv", "--reuid=65533", "--regid=65533", "--clear-groups", "--"]
        let data = machine.directory / "data"
        mkdir(data, 0o700)
        chown(data, 65533, 65533)
        let environment = machine.environment.setting(["XDG_DATA_HOME": data])
        let credential = DockerCredential(server: "ghcr.io", username: "u", secret: "mine")
        let store = try Command.run(
            user + [helper, "store"],
            input: Data(credential.json.utf8),
            environment: environment
        )
        #expect(store.status == 0, "\(store.errorText)")
        // In the namespace of rootless podman, root's file seems to be nobody's.
        let get = user + ["unshare", "--user", "--map-root-user", helper, "get", "ghcr.io"]
        #expect(try Command.run(get, environment: environment).outputText.contains("mine"))
    }

    @Test("status mentions a password file that others can read")
    func readableByOthers() throws {
        chmod(machine.directory.path, 0o711)
        #expect(try machine.helper("status").errorText == "")
        chmod(machine.passwordFile, 0o644)
        let status = try machine.helper("status")
        #expect(status.status == 0)
        #expect(status.errorText == "note: the password file \(machine.passwordFile) can be read by others\n")
        #expect(try machine.helper("get", "ghcr.io").errorText == "")
        // Behind a directory that is closed to them, they cannot.
        chmod(machine.directory.path, 0o700)
        #expect(try machine.helper("status").errorText == "")
    }

    @Test("The password file may be a pipe, as a shell makes one")
    func pipe() throws {
        let ran = try HelperBinary.runScript(
            #""$0" unlock --timeout 5m --password-file <(sleep 0.2; printf %s "$1")"#,
            arguments: [HeadlessMachine.password],
            in: machine.environment
        )
        #expect(ran.status == 0, "\(ran.errorText)")
    }

    @Test(
        "setup takes it from a pipe this once: the kernel remembers it, and no setting names the pipe",
        arguments: ["/dev/stdin", "-", "/proc/self/fd/0", #"<(printf %s "$1")"#]
    )
    func setup(_ file: String) throws {
        let machine = try HeadlessMachine(.none, setting: nil)
        let ran = try HelperBinary.runScript(
            #"printf %s "$1" | "$0" setup --keyring file --password-file \#(file)"#,
            arguments: [HeadlessMachine.password],
            in: machine.environment
        )
        #expect(ran.status == 0, "\(ran.errorText)")
        #expect(ran.outputText.contains("unlocked until the next reboot\n"))
        #expect(try String(contentsOfFile: machine.settingsFile, encoding: .utf8) == "{\n  \"keyring\": \"file\"\n}\n")
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
        #expect(try machine.helper("lock").status == 0)
        #expect(try machine.helper("get", "ghcr.io").outputText == "the keyring is locked\n")
        #expect(try machine.helper("unlock", "--password-file", machine.passwordFile).status == 0)
        #expect(try machine.helper("get", "ghcr.io").outputText.contains("s3cret"))
    }

    @Test("A pipe into which nobody writes is not waited for without end")
    func silentPipe() throws {
        let path = machine.directory / "pipe"
        mkfifo(path, 0o600)
        let answer = try get([
            "DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": path, "DOCKER_CREDENTIAL_PAT_TIMEOUT": "1",
        ])
        #expect(answer == "cannot read the keyring's password from \(path): nothing came within 1 s\n")
    }

    @Test("It never shows in the process list or the environment of the process, at any moment")
    func invisible() throws {
        var looks = 0
        for round in 0..<20 {
            let helper = try ChildProcess([HelperBinary.path, "get", "ghcr.io"], environment: machine.environment)
            while helper.isRunning {
                for name in ["environ", "cmdline"] {
                    let path = "/proc/\(helper.pid)/\(name)"
                    guard let seen = FileManager.default.contents(atPath: path), !seen.isEmpty else { continue }
                    looks += 1
                    #expect(seen.firstRange(of: Data(HeadlessMachine.password.utf8)) == nil, "\(name), round \(round)")
                    #expect(seen.firstRange(of: Data("SECRET_FILE".utf8)) == nil, "\(name), round \(round)")
                }
            }
        }
        #expect(looks > 100)
    }

    @Test("It is in no file that the helper writes")
    func unwritten() throws {
        let secrets = [HeadlessMachine.password, "s3cret"].map { Data($0.utf8) }
        let home = machine.directory / "home"
        for name in try FileManager.default.subpathsOfDirectory(atPath: home) {
            guard let contents = FileManager.default.contents(atPath: "\(home)/\(name)") else { continue }
            for secret in secrets { #expect(contents.firstRange(of: secret) == nil, "\(name)") }
        }
    }
}
