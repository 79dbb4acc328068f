import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("Root with a person's HOME, as by sudo -E")
struct ForeignHomeTests {
    private let machine: HeadlessMachine
    private let home: String

    init() throws {
        machine = try HeadlessMachine(setting: nil)
        home = machine.directory / "home"
        chown(home, 65533, 65533)
    }

    private func expectNothingMade(sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(try FileManager.default.subpathsOfDirectory(atPath: home) == [], sourceLocation: sourceLocation)
    }

    @Test("No keyring and no settings are made there, and the error says why")
    func refused() throws {
        let file = ["DOCKER_CREDENTIAL_PAT_KEYRING": "file"]
        let credential = DockerCredential(server: "ghcr.io", username: "u", secret: "s").json
        let words = "\(home) belongs to somebody else: nothing is made in it\n"
        let ran = [
            try machine.helper("store", input: credential, and: file), try machine.helper("setup", and: file),
            try machine.helper("setup", "--keyring", "service"),
            try machine.helper("unlock", "--password-file", machine.passwordFile),
        ]
        for command in ran {
            #expect(command.status == 1)
            #expect(command.outputText == words)
            let hint = "hint: run it as its owner, or with HOME set to a directory of yours: sudo -H\n"
            #expect(command.errorText == words + hint)
        }
        try expectNothingMade()
    }

    @Test("A person's own keyring is refused, and with the advice that settings get, too, which cannot be read")
    func keyringOfThatPerson() throws {
        let owner = "run it as its owner, or with HOME set to a directory of yours: sudo -H"
        try FileManager.default.createDirectory(atPath: machine.data, withIntermediateDirectories: true)
        chown(machine.data, 65533, 65533)
        let words = "\(machine.data) belongs to somebody else: refused as a keyring\n"
        let list = try machine.helper("list", and: ["DOCKER_CREDENTIAL_PAT_KEYRING": "file"])
        #expect(list.outputText == words)
        #expect(list.errorText == words + "hint: \(owner); else see who put it there\n")

        chmod(home, 0o700)
        let helper = try HelperBinary.copy(forEveryUserIn: machine.directory)
        let other = ["setpriv", "--reuid=65532", "--regid=65532", "--clear-groups", "--", helper, "list"]
        let ran = try Command.run(other, environment: machine.environment)
        #expect(ran.errorText == "\(machine.settingsFile): Permission denied\nhint: \(owner)\n")
    }

    @Test("Nor is anything made where a link of that person leads, or below a directory of root's in that home")
    func links() throws {
        let target = machine.directory / "target"
        mkdir(target, 0o700)
        let file = ["DOCKER_CREDENTIAL_PAT_KEYRING": "file"]
        let credential = DockerCredential(server: "ghcr.io", username: "u", secret: "s").json
        let words = "\(home) belongs to somebody else: nothing is made in it\n"
        func expectRefused(saying words: String, and more: [String: String] = [:]) throws {
            for arguments in [["store"], ["setup", "--password-file", machine.passwordFile]] {
                let environment = machine.environment.setting(file).setting(more)
                let ran = try HelperBinary.run(arguments, input: credential, in: environment)
                #expect(ran.status == 1 && ran.outputText == words, "\(ran.outputText)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: target) == [])
        }
        for name in [".local/share", ".config"] {
            try FileManager.default.createDirectory(atPath: "\(home)/\(name)", withIntermediateDirectories: true)
            symlink(target, "\(home)/\(name)/docker-credential-pat")
        }
        try expectRefused(saying: words)
        // Out of that home, too.
        let link = machine.directory / "link"
        symlink(target, link)
        lchown(link, 65533, 65533)
        let through = ["XDG_DATA_HOME": link, "XDG_CONFIG_HOME": link]
        try expectRefused(saying: "\(link) belongs to somebody else: nothing is made in it\n", and: through)
    }

    @Test("A warning is given, and nothing is noted of it")
    func warnings() throws {
        let own = [
            "DOCKER_CREDENTIAL_PAT_KEYRING": "file", "DOCKER_CREDENTIAL_PAT_WARN": "always",
            "DOCKER_CREDENTIAL_PAT_EXPIRES": "2d", "XDG_DATA_HOME": machine.directory / "data",
        ]
        let credential = DockerCredential(server: "ghcr.io", username: "u", secret: "s").json
        #expect(try machine.helper("store", input: credential, and: own).status == 0)
        for _ in 1...2 {
            let get = try machine.helper("get", "ghcr.io", and: own)
            #expect(get.status == 0 && get.errorText.hasPrefix("warning: the token for ghcr.io"), "\(get.errorText)")
        }
        try expectNothingMade()
    }

    @Test("doctor says whose home it is, and whose keyring, and makes nothing there")
    func doctor() throws {
        let answer = try HelperBinary.doctor(in: machine.environment)
        #expect(answer["user"] == ["problem: root runs this with the home of user 65533, \(home)"], "\(answer)")
        let hint = answer.findings.first { $0.check == "user" }?.hint
        #expect(hint == "run it as user 65533, or with a home of its own: sudo -H")
        try expectNothingMade()

        try FileManager.default.createDirectory(atPath: machine.data, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(fileURLWithPath: machine.file))
        chown(machine.data, 65533, 65533)
        let chosen = machine.environment.setting(["DOCKER_CREDENTIAL_PAT_KEYRING": "file"])
        let refused = "problem: \(machine.data) belongs to somebody else: refused as a keyring"
        #expect(try HelperBinary.doctor("file", in: chosen)["file"] == [refused])
    }

    @Test("Its owner makes both, also as root in a namespace of the owner's, as of rootless podman")
    func owner() throws {
        chmod(home, 0o755)
        let helper = try HelperBinary.copy(forEveryUserIn: machine.directory)
        chown(machine.passwordFile, 65533, 65533)
        let user = ["setpriv", "--reuid=65533", "--regid=65533", "--clear-groups", "--"]
        let setup = [helper, "setup", "--keyring", "file"]
        let namespace = ["unshare", "--user", "--map-root-user"]
        let made = try Command.run(user + namespace + setup, environment: machine.environment)
        #expect(made.status == 0, "\(made.outputText)")
        #expect(try Command.run(user + setup, environment: machine.environment).status == 0)
    }

    @Test("In a directory of somebody else no directory is made; nor by root below one")
    func foreignDirectories() throws {
        mkdir(machine.directory / "other", 0o755)
        mkdir(machine.directory / "other/own", 0o755)
        chown(machine.directory / "other", 65533, 65533)
        for path in [machine.directory / "other/new", machine.directory / "other/own/new"] {
            #expect(throws: FileError(path: path, reason: SystemError(code: EPERM))) {
                try makeDirectories(path + "/below")
            }
        }
        try makeDirectories(machine.directory / "other/own")
    }
}
