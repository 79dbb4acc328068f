import Foundation
import TestSupport
import Testing

@Suite("doctor, of files that this user may not read")
struct UnreadableFileTests {
    private let machine: HeadlessMachine
    private let helper: String
    private let docker: String

    init() throws {
        machine = try HeadlessMachine(.none)
        helper = try HelperBinary.copy(forEveryUserIn: machine.directory)
        chown(machine.directory / "home", 65532, 65532)
        docker = machine.directory / "docker"
        mkdir(docker, 0o755)
    }

    /// What another user than root is told.
    private func examine(_ checks: String, and more: [String: String] = [:]) throws -> DoctorAnswer {
        let user = ["setpriv", "--reuid=65532", "--regid=65532", "--clear-groups", "--"]
        let ran = try Command.run(
            user + [helper, "doctor", "--json", "--only", checks],
            environment: machine.environment.setting(["DOCKER_CONFIG": docker]).setting(more)
        )
        #expect(ran.status == 1 && ran.errorText == "", "\(ran.outputText)\(ran.errorText)")
        return try JSONDecoder().decode(DoctorAnswer.self, from: ran.output)
    }

    private func write(_ text: String, to path: String, mode: mode_t) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        chmod(path, mode)
    }

    @Test("docker's file, or its directory: it is not taken for one that is not there", arguments: [0o600, 0o644])
    func docker(mode: mode_t) throws {
        let path = docker + "/config.json"
        try write(#"{"credsStore": "pat"}"#, to: path, mode: mode)
        if mode == 0o644 { chmod(docker, 0o700) }
        let answer = try examine("docker,secrets,helpers")
        #expect(answer["docker"] == ["problem: \(path): Permission denied"], "\(answer)")
        let hint = "docker cannot read it either: see whose it is, and its mode"
        #expect(answer.findings.first { $0.check == "docker" }?.hint == hint)
        #expect(answer["secrets"] == [] && answer["helpers"] == [])
    }

    @Test("podman's file")
    func podman() throws {
        let path = machine.directory / "auth.json"
        try write("{}", to: path, mode: 0o600)
        let answer = try examine("podman", and: ["REGISTRY_AUTH_FILE": path])
        #expect(answer["podman"].contains("problem: \(path): Permission denied"), "\(answer)")
    }

    @Test("The password file, and the encrypted file's directory")
    func keyring() throws {
        chmod(machine.passwordFile, 0o600)
        let file = ["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": machine.passwordFile]
        let answer = try examine("password", and: file)
        #expect(answer["password"] == ["problem: the password file \(machine.passwordFile): Permission denied"])
        mkdir(machine.directory / "data", 0o700)
        let data = try examine("file", and: ["XDG_DATA_HOME": machine.directory / "data"])
        #expect(data["file"].first?.hasSuffix(": Permission denied") == true, "\(data)")
    }
}
