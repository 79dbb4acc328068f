import Foundation
import TestSupport
import Testing

/// podman or buildah, run by a user other than root, on a machine where the keyring is an encrypted file. For that they
/// make a user namespace, with numbers of `/etc/subuid`, and run the helper in it.
struct RootlessClient {
    enum Program: String, CaseIterable {
        case podman, buildah
    }

    private let program: Program
    private let machine: HeadlessMachine
    private let environment: [String: String]

    private static let user = 65_533

    init(_ program: Program, on machine: HeadlessMachine, for registry: Registry) throws {
        for (name, package) in [("podman", "podman"), ("buildah", "buildah"), ("newuidmap", "uidmap")] {
            try DebianPackage.require(name, from: package)
        }
        self.program = program
        self.machine = machine
        let (programs, runtime) = (machine.directory / "home/bin", machine.directory / "home/run")
        let configuration = machine.directory / "home/.config/containers"
        for directory in [programs, runtime, configuration] {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        }
        try TestProgram.copy(HelperBinary.path, to: "\(programs)/docker-credential-pat")
        let files = [
            "policy.json": #"{"default": [{"type": "insecureAcceptAnything"}]}"#,
            "auth.json": #"{"credHelpers": {"\#(registry.address)": "pat"}}"#,
            "registries.conf": "",
            // The one that works on every file system.
            "storage.conf": "[storage]\ndriver = \"vfs\"\n",
        ]
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(configuration)/\(name)"))
        }
        environment = machine.environment.setting([
            "PATH": "\(programs):\(SearchPath.system)", "XDG_RUNTIME_DIR": runtime,
            "REGISTRY_AUTH_FILE": "\(configuration)/auth.json",
        ])
        chmod(machine.directory.path, 0o755)
        let owned = ["chown", "-R", "\(Self.user):\(Self.user)", machine.directory / "home", machine.passwordFile]
        try expectSuccess(Command.run(owned))
    }

    /// Runs it with what a person would type after its name.
    func callAsFunction(_ words: [String], input: String = "") throws -> Command {
        try run([program.rawValue] + words, input: input)
    }

    /// Builds and pushes an image with one file in it, which the user then does not have any longer.
    func pushImage(_ image: String) throws {
        let directory = machine.directory / "home/image"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data("FROM scratch\nCOPY Containerfile /\n".utf8)
            .write(to: URL(fileURLWithPath: "\(directory)/Containerfile"))
        try expectSuccess(run(["buildah", "bud", "--tag", image, directory]))
        try expectSuccess(run(["buildah", "push", "--tls-verify=false", image]))
        try expectSuccess(run(["buildah", "rmi", image]))
    }

    func helper(_ words: [String]) throws -> Command {
        try run(["docker-credential-pat"] + words)
    }

    /// Ends the process by which podman keeps its namespace.
    func stop() {
        _ = try? run(["podman", "system", "migrate"])
    }

    private func run(_ command: [String], input: String = "") throws -> Command {
        let user = "\(Self.user)"
        let script = """
            echo "ann:x:\(user):\(user)::$HOME:/bin/sh" >/etc/passwd
            echo "ann:x:\(user):" >/etc/group
            echo "ann:100000:65536" | tee /etc/subuid >/etc/subgid
            cd "$HOME" || exit
            exec setpriv --reuid=\(user) --regid=\(user) --clear-groups -- "$@"
            """
        return try Command.run(
            PrivateMounts.around(["sh", "-c", script, "sh"] + command),
            input: Data(input.utf8),
            environment: environment
        )
    }
}
