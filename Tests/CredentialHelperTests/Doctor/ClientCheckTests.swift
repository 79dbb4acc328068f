import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("doctor: the files that docker, podman and buildx read")
struct ClientCheckTests {
    private let secret = Data("octocat:\(UUID().uuidString)".utf8).base64EncodedString()

    private func machine(_ programs: String...) throws -> TestMachine {
        let machine = try TestMachine()
        for program in programs { try machine.makeProgram("bin/\(program)", script: "") }
        return machine
    }

    // MARK: - docker

    @Test("docker asks this helper: for every registry, with exceptions, for some")
    func pointer() throws {
        let machine = try machine("docker")
        let path = machine.home + "/.docker/config.json"
        let cases = [
            #"{"credsStore": "pat"}"#: "\(path): docker asks docker-credential-pat for every registry",
            // As Go's decoder has it.
            #"{"CREDSSTORE": "pat-work"}"#: "\(path): docker asks docker-credential-pat-work for every registry",
            #"{"credsStore": "pat", "credHelpers": {"gcr.io": "gcloud"}}"#:
                "\(path): docker asks docker-credential-pat for every registry but gcr.io (gcloud)",
            #"{"credsStore": "pass", "credHelpers": {"ghcr.io": "pat", "a.b": "pat-work"}}"#:
                "\(path): docker asks this helper for ghcr.io, a.b, and docker-credential-pass for all others",
            #"{"credHelpers": {"ghcr.io": "pat"}}"#:
                "\(path): docker asks this helper for ghcr.io, and no helper for any other",
        ]
        for (text, finding) in cases {
            try machine.write(text, to: "home/.docker/config.json")
            #expect(machine.findings(of: DockerCheck.self) == [.ok(finding)])
        }
    }

    @Test("docker does not ask it: no file, an empty one, another helper, none")
    func noPointer() throws {
        let machine = try machine("docker")
        let path = machine.home + "/.docker/config.json"
        let hint = "to have docker use it: docker-credential-pat setup"
        func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
            #expect(
                machine.findings(of: DockerCheck.self) == [.problem(text, hint: hint)],
                sourceLocation: sourceLocation
            )
        }
        expect("docker reads \(path), which is not there: it does not ask this helper")
        try machine.write("\n", to: "home/.docker/config.json")
        expect("docker reads \(path), which is empty: it does not ask this helper")
        try machine.write(#"{"credsStore": "pass"}"#, to: "home/.docker/config.json")
        expect("\(path): docker asks docker-credential-pass, and not this helper")
        try machine.write(#"{"auths": {}, "credsStore": ""}"#, to: "home/.docker/config.json")
        expect("\(path): docker asks no helper, and keeps what a login gives it in plain text")
        // Without docker all of that is no problem.
        try FileManager.default.removeItem(atPath: machine.directory / "bin/docker")
        #expect(machine.findings(of: DockerCheck.self).map(\.level) == [.note])
    }

    @Test("DOCKER_CONFIG names the directory")
    func otherDirectory() throws {
        var machine = try machine("docker")
        machine.environment["DOCKER_CONFIG"] = machine.directory / "other"
        let path = try machine.write(#"{"credsStore": "pat"}"#, to: "other/config.json")
        #expect(machine.findings(of: DockerCheck.self).map(\.text).first?.hasPrefix("\(path): ") == true)
    }

    @Test("A file that docker cannot read is a finding", arguments: ["{", "[]", #"{"credsStore": 1}"#, "{} {}"])
    func broken(_ text: String) throws {
        let machine = try machine("docker")
        let path = try machine.write(text, to: "home/.docker/config.json")
        let findings = machine.findings(of: DockerCheck.self)
        #expect(findings.map(\.level) == [.problem])
        #expect(findings[0].text.hasPrefix("\(path): "))
        #expect(findings[0].hint == "docker cannot read it either: mend it in an editor")
        // The other checks go on without it.
        #expect(machine.findings(of: PlainSecretCheck.self) == [])
        #expect(machine.findings(of: NamedHelperCheck.self) == [])
    }

    @Test("A directory, a FIFO or a loop in its place is a finding, and is not waited for")
    func irregular() throws {
        let machine = try machine("docker")
        let path = machine.home + "/.docker/config.json"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(machine.findings(of: DockerCheck.self).map(\.level) == [.problem])
        try FileManager.default.removeItem(atPath: path)
        mkfifo(path, 0o600)
        #expect(machine.findings(of: DockerCheck.self).map(\.level) == [.problem])
        try FileManager.default.removeItem(atPath: path)
        symlink(path, path)
        #expect(machine.findings(of: DockerCheck.self).map(\.level) == [.problem])
    }

    @Test("A misspelled key, which docker passes over in silence")
    func misspelled() throws {
        let machine = try machine("docker")
        let path = try machine.write(#"{"credStore": "pat"}"#, to: "home/.docker/config.json")
        let problem = Finding.problem("\(path): docker does not know \"credStore\"", hint: "it is called credsStore")
        #expect(machine.findings(of: DockerCheck.self).contains(problem))
    }

    // MARK: - Clients without a login

    @Test("Clients without a login or a logout of their own, where they are, and who has one for them")
    func loginless() throws {
        let machine = try machine("docker")
        #expect(machine.findings(of: ClientCheck.self) == [])
        try machine.write("", to: "root/usr/libexec/docker/cli-plugins/docker-buildx")
        try machine.write("", to: "home/.docker/cli-plugins/docker-compose")
        try machine.makeProgram("bin/cosign", script: "")
        let login = "docker buildx, docker compose: logged in and out by docker login and docker logout"
        let logout = "cosign: no logout of its own; docker logout SERVER is for it, too"
        #expect(machine.findings(of: ClientCheck.self) == [.ok(login), .ok(logout)])
    }

    @Test("Clients without a login of their own, and no docker on PATH")
    func loginlessWithoutDocker() throws {
        let machine = try machine("docker-compose", "cosign")
        let note = Finding.note(
            "docker-compose: logged in and out by docker, which is not on PATH",
            hint: "docker-credential-pat help store, and help erase, say how to do without"
        )
        let logout = "cosign: no logout of its own; docker-credential-pat erase SERVER is for it, too"
        #expect(machine.findings(of: ClientCheck.self) == [note, .ok(logout)])
    }

    // MARK: - Secrets and helpers

    @Test("Secrets in plain text, in docker's and in podman's files, and who can read them")
    func plainSecrets() throws {
        var machine = try machine()
        machine.environment["REGISTRY_AUTH_FILE"] = machine.directory / "auth.json"
        let docker = try machine.write(
            #"{"auths": {"ghcr.io": {"auth": "\#(secret)"}, "gcr.io": {}, "a.b": {"identitytoken": "\#(secret)"}}}"#,
            to: "home/.docker/config.json"
        )
        let podman = try machine.write(#"{"auths": {"quay.io/team": {"auth": "\#(secret)"}}}"#, to: "auth.json")
        let hint = "docker-credential-pat setup moves it into the keyring"
        // What setup leaves is no problem that it could solve.
        let namespace = "quay.io/team: a namespace, which no helper is asked for"
        let logout = "where you need it no more, log out of quay.io/team"
        let kept = [
            Finding.problem("\(docker) keeps a secret in plain text, of ghcr.io, a.b", hint: hint),
            .note("\(podman) keeps a secret in plain text, of \(namespace)", hint: logout),
        ]
        #expect(machine.findings(of: PlainSecretCheck.self) == kept)

        // A directory above that nobody else may enter keeps others out.
        chmod(podman, 0o644)
        #expect(machine.findings(of: PlainSecretCheck.self) == kept)
        chmod(machine.directory.path, 0o755)
        let open = machine.findings(of: PlainSecretCheck.self).last
        #expect(open == .problem("\(podman) can be read by others", hint: "chmod go-r \(podman)"))

        try machine.write(#"{"auths": {"ghcr.io": {}}}"#, to: "home/.docker/config.json")
        try machine.write(#"{}"#, to: "auth.json")
        #expect(machine.findings(of: PlainSecretCheck.self).map(\.level) == [.ok])
    }

    @Test("A helper that is named and not there")
    func missingHelper() throws {
        let machine = try machine("docker-credential-gcloud")
        let path = try machine.write(
            #"{"credsStore": "pat", "credHelpers": {"gcr.io": "gcloud", "a.b": "desktop.exe"}}"#,
            to: "home/.docker/config.json"
        )
        let text = "\(path) names the helper desktop.exe, and there is no docker-credential-desktop.exe on PATH"
        #expect(machine.findings(of: NamedHelperCheck.self).map(\.text) == [text])
        try machine.makeProgram("bin/docker-credential-desktop.exe", script: "")
        #expect(machine.findings(of: NamedHelperCheck.self).map(\.level) == [.ok])

        // podman's, too, where it is named for all registries.
        let conf = try machine.write(
            "credential-helpers = [\"containers-auth.json\", \"pat\", \"gone\"]\n",
            to: "root/etc/containers/registries.conf"
        )
        let gone = "\(conf) names the helper gone, and there is no docker-credential-gone on PATH"
        #expect(machine.findings(of: NamedHelperCheck.self).map(\.text) == [gone])
    }

    @Test("A profile that is named and has no link, and who makes it")
    func missingLink() throws {
        let machine = try machine()
        let path = try machine.write(#"{"credHelpers": {"ghcr.io": "pat-work"}}"#, to: "home/.docker/config.json")
        let program = "docker-credential-pat-work"
        #expect(
            machine.findings(of: NamedHelperCheck.self) == [
                .problem(
                    "\(path) names the helper pat-work, and there is no \(program) on PATH",
                    hint: "docker-credential-pat setup --profile work makes it: what asks for it fails at every pull"
                )
            ]
        )
        try machine.makeProgram("bin/\(program)", script: "")
        #expect(machine.findings(of: NamedHelperCheck.self).map(\.level) == [.ok])
    }

    @Test("DOCKER_AUTH_CONFIG goes before every helper, and nothing of it is shown")
    func variable() throws {
        var machine = try machine()
        #expect(machine.findings(of: AuthVariableCheck.self) == [])
        machine.environment["DOCKER_AUTH_CONFIG"] = #"{"auths": {"ghcr.io": {"auth": "\#(secret)"}}}"#
        let findings = machine.findings(of: AuthVariableCheck.self)
        #expect(
            findings.texts(.note) == ["DOCKER_AUTH_CONFIG is set: docker 28.3 and later ask no helper for ghcr.io"]
        )
        machine.environment["DOCKER_AUTH_CONFIG"] = secret
        let broken = machine.findings(of: AuthVariableCheck.self)
        #expect(broken.map(\.level) == [.problem])
        #expect(!"\(broken)".contains(secret))
    }

    // MARK: - podman and buildx

    @Test("podman asks it by credHelpers, in its own files or docker's, and not by credsStore")
    func podman() throws {
        var machine = try machine("skopeo")
        machine.environment["XDG_RUNTIME_DIR"] = machine.directory / "run"
        try machine.write(#"{"credsStore": "pat"}"#, to: "home/.docker/config.json")
        let none = machine.findings(of: PodmanCheck.self)
        #expect(none.texts(.note).first?.hasPrefix("skopeo does not ask this helper: ") == true)

        let own = try machine.write(#"{"credHelpers": {"ghcr.io": "pat"}}"#, to: "home/.config/containers/auth.json")
        #expect(machine.findings(of: PodmanCheck.self) == [.ok("\(own): podman asks this helper for ghcr.io")])
        let runtime = try machine.write("broken", to: "run/containers/auth.json")
        #expect(machine.findings(of: PodmanCheck.self).texts(.problem).first?.hasPrefix("\(runtime): ") == true)

        try FileManager.default.removeItem(atPath: own)
        try FileManager.default.removeItem(atPath: runtime)
        let docker = try machine.write(#"{"credHelpers": {"a.b": "pat"}}"#, to: "home/.docker/config.json")
        #expect(machine.findings(of: PodmanCheck.self) == [.ok("\(docker): podman asks this helper for a.b")])
        // Told which file to read, podman reads no other.
        machine.environment["REGISTRY_AUTH_FILE"] = machine.directory / "auth.json"
        #expect(machine.findings(of: PodmanCheck.self).map(\.level) == [.note])
    }

    @Test("Where none of them is installed, and none of their files is there, there is nothing to say")
    func noPodman() throws {
        #expect(try machine().findings(of: PodmanCheck.self) == [])
    }

    @Test("podman asks it by registries.conf")
    func registriesFile() throws {
        let machine = try machine("podman")
        let system = try machine.write(
            "unqualified-search-registries = [\"a.b\"]\n# credential-helpers = [\"no\"]\ncredential-helpers = [\n"
                + "  \"containers-auth.json\", # first\n  'pat',\n]\n[[registry]]\nlocation = \"x\"\n",
            to: "root/etc/containers/registries.conf"
        )
        let ok = Finding.ok("\(system): podman asks docker-credential-pat for every registry")
        #expect(machine.findings(of: PodmanCheck.self) == [ok])
        // What is read later counts.
        let dropIn = try machine.write(
            "credential-helpers = [\"pass\"]\n",
            to: "home/.config/containers/registries.conf.d/10-pass.conf"
        )
        let note = "\(dropIn): podman asks pass alone, and not this helper"
        #expect(machine.findings(of: PodmanCheck.self).texts(.note) == [note])
    }

    @Test("Without the key, or below a table, registries.conf names no helper")
    func noHelpersInRegistriesFile() {
        #expect(RegistriesFile.credentialHelpers(in: "short-name-mode = \"enforcing\"\n") == nil)
        #expect(RegistriesFile.credentialHelpers(in: "[aliases]\ncredential-helpers = [\"pat\"]\n") == nil)
        #expect(RegistriesFile.credentialHelpers(in: "credential-helpers = []\n") == [])
    }

    @Test("buildx reads files of single registries and repositories before docker's")
    func buildx() throws {
        var machine = try machine()
        #expect(machine.findings(of: BuildxCheck.self) == [])
        let directory = "home/.docker/buildx/config"
        let own = try machine.write(
            #"{"credHelpers": {"ghcr.io": "pat-work"}}"#,
            to: "\(directory)/ghcr.io/a/config.json"
        )
        let other = try machine.write(#"{"credsStore": "pass"}"#, to: "\(directory)/ghcr.io/config.json")
        let broken = try machine.write("{", to: "\(directory)/quay.io/config.json")
        // It is of no registry.
        try machine.write("{", to: "\(directory)/config.json")
        let findings = machine.findings(of: BuildxCheck.self)
        #expect(findings.texts(.ok) == ["\(own): buildx asks docker-credential-pat-work"])
        #expect(findings.texts(.note).first?.hasPrefix("\(other): buildx asks docker-credential-pass") == true)
        #expect(findings.texts(.problem).first?.hasPrefix("\(broken): ") == true)
        #expect(findings.count == 3)
        // Its helpers and its secrets count as docker's.
        #expect(machine.findings(of: NamedHelperCheck.self).texts(.problem).count == 2)

        let kept = try machine.write(
            #"{"auths": {"ghcr.io": {"auth": "\#(secret)"}}}"#,
            to: "\(directory)/ghcr.io/b/config.json"
        )
        let plain = "\(kept) keeps a secret in plain text, of ghcr.io"
        #expect(machine.findings(of: PlainSecretCheck.self).texts(.problem) == [plain])

        machine.environment["BUILDX_CONFIG"] = machine.directory / "buildx"
        #expect(machine.findings(of: BuildxCheck.self) == [])
    }
}
