import Foundation
import TestSupport
import Testing

/// `docker pat`, with the real client. It needs no daemon.
@Suite("The helper as docker's plugin")
struct DockerPluginTests {
    private let workstation: Workstation
    private let docker: String

    init() throws {
        docker = try DebianPackage.require(
            "docker",
            from: "docker.io (or docker-cli, where that is a package of its own)"
        )
        workstation = try Workstation(on: HeadlessMachine())
        try link(to: HelperBinary.path)
        let credential = DockerCredential(server: "localhost:5000", username: "octocat", secret: "s3cret")
        try expectSuccess(HelperBinary.store(credential, in: workstation.environment))
    }

    /// Where docker finds its plugins.
    private var plugins: String { workstation.home / ".docker/cli-plugins" }

    private func link(to program: String) throws {
        try FileManager.default.createDirectory(atPath: plugins, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: "\(plugins)/docker-pat", withDestinationPath: program)
    }

    private func run(_ words: String..., and more: [String: String] = [:]) throws -> Command {
        try Command.run([docker] + words, environment: workstation.environment.setting(more))
    }

    @Test("docker lists it, and says its version")
    func listed() throws {
        let help = try run("--help")
        try expectSuccess(help)
        #expect(help.outputText.contains(/\n  pat\*? +Registry tokens in the system keyring/))
        let version = try HelperBinary.run(["version"], in: workstation.environment).outputText
        let listed = try run(
            "info",
            "--format",
            #"{{range .ClientInfo.Plugins}}{{.Name}} {{.Version}} {{.Err}};{{end}}"#
        )
        let plugin = version.replacing("docker-credential-pat", with: "pat").replacing("\n", with: "")
        #expect(listed.outputText.contains("\(plugin) <nil>;"), "\(listed.outputText)")
    }

    @Test("Its verbs are docker's, with docker's own options before them, and what they say and how they end is theirs")
    func verbs() throws {
        let json = try run("--log-level", "error", "pat", "status", "--json")
        try expectSuccess(json)
        #expect(json.outputText.hasPrefix(#"{"keyring":"file","#) && json.errorText == "")
        let get = try run("--config", workstation.home / ".docker", "pat", "get", "localhost:5000")
        #expect(try get.credential.secret == "s3cret")
        let absent = try run("pat", "get", "ghcr.io")
        #expect(absent.status == 1 && absent.outputText == "credentials not found in native keychain\n")
        try expectSuccess(run("pat", "expires", "localhost:5000", "1d"))
        #expect(try run("pat", "status").status == 3)
        expectFailure(try run("pat", "statsu"), saying: "there is no such verb\nhint: did you mean status?")
    }

    @Test("docker pat doctor: all is well; then a problem, in the file that docker's own option names")
    func doctor() throws {
        try workstation.write(#"{"credsStore": "pat"}"#, to: ".docker/config.json")
        let well = try run("pat", "doctor")
        try expectSuccess(well)
        let lines = well.outputText.split(separator: "\n")
        let file = workstation.home / ".docker/config.json"
        #expect(lines.contains { $0.hasSuffix("\(file): docker asks docker-credential-pat for every registry") })
        #expect(lines.contains { $0.contains("docker starts this one: \(workstation.programs)/docker-credential-pat") })
        #expect(!lines.contains { $0.hasPrefix("problem") } && well.errorText == "")

        try workstation.write("{}", to: "other/config.json")
        let other = workstation.home / "other"
        try FileManager.default.createSymbolicLink(
            atPath: other + "/cli-plugins",
            withDestinationPath: plugins
        )
        let ran = try run("--config", other, "pat", "doctor", "--json", "--only", "docker")
        #expect(ran.status == 1 && ran.errorText == "", "\(ran.errorText)")
        let answer = try JSONDecoder().decode(DoctorAnswer.self, from: ran.output)
        let words = "docker asks no helper, and keeps what a login gives it in plain text"
        #expect(answer["docker"] == ["problem: \(other)/config.json: \(words)"])
    }

    @Test(
        "Help names it as docker's",
        arguments: [
            (["pat"], "Usage: docker pat <"), (["pat", "--help"], "Usage: docker pat <"),
            (["help", "pat"], "Usage: docker pat <"),
            (["pat", "help", "status"], "Usage: docker pat status ["),
            (["pat", "status", "--help"], "Usage: docker pat status ["),
        ]
    )
    func help(_ words: [String], start: String) throws {
        let ran = try Command.run([docker] + words, environment: workstation.environment)
        try expectSuccess(ran)
        #expect(ran.outputText.hasPrefix(start))
    }

    @Test("By its own name it takes none of docker's options")
    func plain() throws {
        let ran = try HelperBinary.run(["--log-level", "error", "pat", "status"], in: workstation.environment)
        expectFailure(ran, saying: "there is no such verb")
    }

    // MARK: - Completion

    /// A directory with a `docker` that completes as docker does since 23.0, whatever its version: before, it has no
    /// answer for plugins. (docker/cli, `cli-plugins/manager/cobra.go`)
    private func completingDocker() throws -> String {
        let version = try run("--version").outputText
        let major = try #require(version.firstMatch(of: /version (\d+)\./).flatMap { Int($0.output.1) })
        guard major < 23 else { return workstation.programs }
        let script = """
            case "$1 $2" in
            "__complete pat") exec "\(plugins)/docker-pat" "$@" ;;
            *) exec "\(docker)" "$@" ;;
            esac
            """
        try workstation.write("", to: "bin/docker")
        try TestProgram.make(workstation.home / "bin/docker", script: script)
        return workstation.home / "bin"
    }

    @Test("docker's own completion in bash knows its verbs, options and servers")
    func bash() throws {
        let path = "\(try completingDocker()):\(SearchPath.system)"
        let own = try run("completion", "bash")
        try expectSuccess(own)
        try workstation.write(own.outputText, to: "docker-completion")
        let library = "/usr/share/bash-completion/bash_completion"
        try #require(FileManager.default.fileExists(atPath: library), "apt-get install bash-completion")
        let settings = """
            PS1='ready> '
            bind 'set bell-style none'
            . \(library)
            . \(workstation.home / "docker-completion")
            """
        try workstation.write(settings, to: "bashrc")
        let ran = try TerminalUser.run(
            "stty cols 400; bash --noprofile --rcfile \(workstation.home / "bashrc") -i",
            replies: [
                .init(
                    to: "ready> ",
                    keys: #"docker pat help unl\t\ndocker pat get local\t\ndocker pat status --wi\t\025exit\n"#
                )
            ],
            in: workstation.environment.setting(["PATH": path, "TERM": "dumb"])
        )
        #expect(ran.outputText.contains("Usage: docker pat unlock"), "\(ran.outputText)")
        #expect(ran.outputText.contains(#"{"ServerURL":"localhost:5000","Username":"octocat""#))
        #expect(ran.outputText.contains("docker pat status --within"))
    }
}
