import Foundation
import TestSupport
import Testing

@Suite("unlock and lock, and the kernel's keyring")
struct KernelKeyringTests {
    private let machine: HeadlessMachine
    private let helper = HelperBinary.path

    init() throws {
        machine = try HeadlessMachine(.none, setting: nil)
    }

    @Test("The kernel forgets it after the time given")
    func timeout() throws {
        #expect(try machine.helper("unlock", "--timeout", "2s", "--password-file", machine.passwordFile).status == 0)
        #expect(try machine.helper("list").outputText == "{}\n")
        sleep(3)
        #expect(try machine.helper("list").outputText == "the keyring is locked\n")
    }

    @Test("What unlock left is of that file alone: it opens no other, and becomes no new one's password")
    func boundToFile() throws {
        let unlock = try machine.helper("unlock", "--timeout", "5m", "--password-file", "-", input: "of the old")
        #expect(unlock.status == 0)
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
        let old = try machine.contents
        unlink(machine.file)
        let none = try machine.store("ghcr.io", secret: "new")
        #expect(none.outputText == "there is no keyring yet\n")
        #expect(none.errorText.hasSuffix("hint: make one: docker-credential-pat unlock\n"))

        let file = ["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": machine.passwordFile]
        let credential = DockerCredential(server: "ghcr.io", username: "u", secret: "new").json
        #expect(try machine.helper("store", input: credential, and: file).status == 0)
        #expect(try machine.helper("get", "ghcr.io").outputText == "the keyring is locked\n")
        #expect(try machine.helper("get", "ghcr.io", and: file).outputText.contains(#""new""#))

        // The old file, put back, is still open; lock closes it whichever file is there.
        let new = try machine.contents
        try old.write(to: URL(fileURLWithPath: machine.file))
        #expect(try machine.helper("get", "ghcr.io").outputText.contains("s3cret"))
        try new.write(to: URL(fileURLWithPath: machine.file))
        #expect(try machine.helper("lock").status == 0)
        try old.write(to: URL(fileURLWithPath: machine.file))
        #expect(try machine.helper("get", "ghcr.io").outputText == "the keyring is locked\n")
    }

    @Test("Every session of the user can use it, also one that possesses none of the user's keys; nobody else can")
    func sessions() throws {
        // As a plain user: root might do anything.
        let helper = try HelperBinary.copy(forEveryUserIn: machine.directory)
        let user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
        for path in [machine.directory.path, machine.directory / "home"] { chown(path, 65534, 65534) }
        chown(machine.passwordFile, 65534, 65534)
        func run(_ command: [String]) throws -> Command {
            try Command.run(command, environment: machine.environment)
        }
        let unlock = [helper, "unlock", "--timeout", "5m", "--password-file", machine.passwordFile]
        #expect(try run(KernelKeyring.newSession(of: user + unlock)).status == 0)
        for command in [user + [helper, "list"], KernelKeyring.newSession(of: user + [helper, "list"])] {
            #expect(try run(command).outputText == "{}\n")
        }
        let keys = try run(user + ["grep", "docker-credential-pat:\(machine.directory.path)", "/proc/keys"]).outputText
        let serial = try #require(keys.split(separator: " ").first.flatMap { Int($0, radix: 16) })
        #expect(try run(user + KernelKeyring.reading(key: serial)).outputText.hasPrefix(HeadlessMachine.password))
        let other = ["setpriv", "--reuid=65533", "--regid=65533", "--clear-groups", "--"]
        #expect(try run(other + KernelKeyring.reading(key: serial)).outputText == "Permission denied")
        #expect(try run(user + [helper, "lock"]).status == 0)
        #expect(try run(user + [helper, "list"]).outputText == "the keyring is locked\n")
        #expect(try !run(user + KernelKeyring.reading(key: serial)).outputText.contains(HeadlessMachine.password))
    }

    @Test("Every user namespace of the user's can use it, as rootless podman's, and close it")
    func userNamespaces() throws {
        let helper = try HelperBinary.copy(forEveryUserIn: machine.directory)
        for path in [machine.directory / "home", machine.passwordFile] { chown(path, 65534, 65534) }
        let user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
        let namespace = ["unshare", "--user", "--map-root-user", "--"]
        func run(_ before: [String], _ arguments: String...) throws -> Command {
            try Command.run(user + before + [helper] + arguments, environment: machine.environment)
        }
        func expectLocked(_ ran: Command, hint: String, sourceLocation: SourceLocation = #_sourceLocation) {
            #expect(ran.outputText == "the keyring is locked\n", sourceLocation: sourceLocation)
            #expect(ran.errorText.contains("hint: \(hint)"), "\(ran.errorText)", sourceLocation: sourceLocation)
        }
        func expectUnlocked(_ before: [String] = []) throws {
            let ran = try run(before, "unlock", "--timeout", "5m", "--password-file", machine.passwordFile)
            #expect(ran.status == 0, "\(ran.outputText)")
        }
        try expectUnlocked()
        for place in [namespace, namespace + namespace, KernelKeyring.newSession(of: namespace)] {
            #expect(try run(place, "list").outputText == "{}\n")
        }
        #expect(try run(namespace, "lock").status == 0)
        for place in [[], namespace] {
            expectLocked(try run(place, "list"), hint: "unlock it: docker-credential-pat unlock")
        }
        // Given inside, too, there are two keys: lock forgets both.
        try expectUnlocked()
        let both = ["sh", "-c", #""$@" && "$1" lock && exec "$1" list"#, "sh"]
        let inside = try run(namespace + both, "unlock", "--timeout", "5m", "--password-file", machine.passwordFile)
        #expect(inside.outputText == "unlocked for 5 minutes\nthe keyring is locked\n")
        expectLocked(try run([], "list"), hint: "unlock it: docker-credential-pat unlock")

        // A namespace without this user, and one from which the kernel's list is hidden, as in containers.
        try expectUnlocked()
        let hint = "the kernel's keyring cannot be used here (this user namespace does not show it): a password file"
        expectLocked(try run(["unshare", "--user", "--"], "list"), hint: hint)
        let hiding = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
        let hidden = hiding + [#"mount --bind /dev/null /proc/keys && exec "$@""#, "sh"]
        expectLocked(try run(hidden, "list"), hint: hint)
    }

    @Test(
        "Where the kernel keeps no keys, a password file works, and the message says so",
        arguments: [(EPERM, "Operation not permitted"), (ENOSYS, "Function not implemented")]
    )
    func noKernelKeyring(code: Int32, reason: String) throws {
        func run(_ arguments: String..., more: [String: String] = [:], input: String = "") throws -> Command {
            let command = KernelKeyring.forbidden(failingWith: code, to: [helper] + arguments)
            return try Command.run(
                command,
                input: Data(input.utf8),
                environment: machine.environment.setting(more)
            )
        }
        let way =
            "a password file works: DOCKER_CREDENTIAL_PAT_PASSWORD_FILE, "
            + "or systemd's LoadCredential=docker-credential-pat\n"
        let refused = "the kernel's keyring cannot be used here: \(reason)\n"
        let unlock = try run("unlock", "--password-file", machine.passwordFile)
        #expect(unlock.status == 1)
        #expect(unlock.outputText == refused)
        #expect(unlock.errorText == refused + "hint: " + way)
        #expect(!FileManager.default.fileExists(atPath: machine.file))

        let file = [
            "DOCKER_CREDENTIAL_PAT_KEYRING": "file", "DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": machine.passwordFile,
        ]
        let credential = DockerCredential(server: "ghcr.io", username: "u", secret: "s3cret")
        #expect(try run("store", more: file, input: credential.json).status == 0)
        #expect(try run("get", "ghcr.io", more: file).outputText.contains("s3cret"))
        let locked = try run("get", "ghcr.io")
        #expect(locked.outputText == "the keyring is locked\n")
        #expect(locked.errorText.contains("hint: the kernel's keyring cannot be used here (\(reason)): \(way)"))
        // The new password is in force, though the kernel does not keep it.
        let changed = try run("unlock", "--change", "--password-file", "-", more: file, input: "new")
        #expect(changed.status == 0)
        #expect(changed.outputText == "the keyring has its new password\n")
        #expect(try run("get", "ghcr.io", more: file).outputText.hasPrefix("wrong password"))
    }
}
