import Foundation
import TestSupport
import Testing

/// Without a daemon, with the real client.
@Suite("setup, and then docker pat")
struct PluginSetupTests {
    private let workstation: Workstation
    private let docker: String
    private let environment: [String: String]

    init() throws {
        docker = try DebianPackage.require(
            "docker",
            from: "docker.io (or docker-cli, where that is a package of its own)"
        )
        workstation = try Workstation(on: HeadlessMachine())
        // Root's podman has a file of the machine's.
        environment = workstation.environment.setting(["REGISTRY_AUTH_FILE": workstation.home / "auth.json"])
    }

    private var link: String { workstation.home / ".docker/cli-plugins/docker-pat" }
    private var target: String? { try? FileManager.default.destinationOfSymbolicLink(atPath: link) }
    private var installed: String { "\(workstation.programs)/docker-credential-pat" }

    private func setup(_ words: String..., and more: [String: String] = [:]) throws -> Command {
        try HelperBinary.run(["setup"] + words, in: environment.setting(more))
    }

    private func docker(_ words: String...) throws -> Command {
        try Command.run([docker] + words, environment: environment)
    }

    @Test("Where docker is installed it is made a command of docker's, by the name that the next version has, too")
    func life() throws {
        #expect(try docker("pat", "version").status != 0)
        let made = try setup("--yes")
        try expectSuccess(made)
        #expect(made.outputText.contains("docker pat: \(link)\n  will link it to \(installed)\n"))
        #expect(target == installed)
        #expect(try docker("pat", "version").outputText == HelperBinary.run(["version"], in: environment).outputText)

        let again = try setup("--yes")
        #expect(again.status == 0 && again.outputText.hasSuffix("nothing to do\n"))
        // From docker, too, it is this program that is set up.
        let fromDocker = try docker("pat", "setup", "--yes")
        #expect(fromDocker.status == 0 && fromDocker.outputText.hasSuffix("nothing to do\n"))

        let undone = try setup("--undo", "--yes")
        try expectSuccess(undone)
        #expect(undone.outputText.contains("removed \(link)\n"))
        #expect(!FileManager.default.fileExists(atPath: workstation.home / ".docker/cli-plugins"))
        #expect(try docker("pat", "version").status != 0)
    }

    @Test("A person is shown it before it is made, and may leave it out")
    func asked() throws {
        func answering(_ keys: String, _ words: String) throws -> Command {
            let reply = TerminalUser.Reply(to: "go on? [y/N] ", keys: keys + #"\n"#)
            return try TerminalUser.run("\(HelperBinary.path) setup\(words)", replies: [reply], in: environment)
        }
        let declined = try answering("n", "")
        #expect(declined.status == 1 && declined.outputText.contains("will link it to"))
        #expect(target == nil)
        let without = try answering("y", " --no-plugin")
        #expect(without.status == 0 && !without.outputText.contains("docker pat"), "\(without.outputText)")
        #expect(target == nil)
        #expect(try answering("y", "").status == 0)
        #expect(target == installed)
    }

    @Test("Without docker it is made only when it is asked for, and never without consent")
    func withoutDocker() throws {
        let path = ["PATH": workstation.programs]
        try expectSuccess(setup("--yes", and: path))
        #expect(target == nil)
        expectFailure(try setup("--plugin", and: path), saying: "there is no terminal to ask on")
        #expect(target == nil)
        try expectSuccess(setup("--plugin", "--yes", and: path))
        #expect(target == installed)
    }

    @Test("docker's configuration directory may be another, named by its option, too")
    func configuration() throws {
        try expectSuccess(setup("--yes"))
        let other = workstation.home / "other"
        try FileManager.default.createDirectory(atPath: "\(other)/cli-plugins", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: "\(other)/cli-plugins/docker-pat",
            withDestinationPath: "/gone/docker-credential-pat"
        )
        let dry = try docker("--config", workstation.home / ".docker", "pat", "setup", "--dry-run")
        #expect(dry.outputText.hasSuffix("nothing to do\nnothing was changed\n"), "\(dry.outputText)\(dry.errorText)")
        let moved = try setup("--yes", and: ["DOCKER_CONFIG": other])
        #expect(moved.outputText.contains("will link it to \(installed), in place of an older one\n"))
        let now = try FileManager.default.destinationOfSymbolicLink(atPath: "\(other)/cli-plugins/docker-pat")
        #expect(now == installed)
        try expectSuccess(docker("--config", other, "pat", "setup", "--undo", "--yes"))
        #expect(!FileManager.default.fileExists(atPath: "\(other)/cli-plugins"))
        #expect(target == installed)
    }

    @Test("Another program of that name stays")
    func foreign() throws {
        try workstation.write("#!/bin/sh\n", to: ".docker/cli-plugins/docker-pat")
        let ran = try setup("--yes")
        try expectSuccess(ran)
        #expect(ran.outputText.contains("another program has this name: that stays\n"))
        try expectSuccess(setup("--undo", "--yes"))
        #expect(try String(contentsOfFile: link, encoding: .utf8) == "#!/bin/sh\n")
    }

    @Test("In somebody else's directory nothing is made")
    func foreignDirectory() throws {
        try FileManager.default.createDirectory(
            atPath: workstation.home / ".docker",
            withIntermediateDirectories: false
        )
        chown(workstation.home / ".docker", 12345, 12345)
        expectFailure(try setup("--yes"), saying: "belongs to somebody else: nothing is made in it")
        #expect(target == nil)
    }
}
