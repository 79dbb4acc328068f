import Foundation
import TestSupport
import Testing

/// The programs that push and pull.
enum Client: String, CaseIterable, CustomTestStringConvertible {
    case docker, skopeo

    var testDescription: String { rawValue }

    func client(in network: PrivateNetwork) throws -> any RegistryClient {
        switch self {
        case .docker: try DockerClient(in: network)
        case .skopeo: try Skopeo(in: network)
        }
    }
}

/// A program on a private network that has an image, and asks the helper for who it is at Docker Hub.
protocol RegistryClient {
    func push() throws -> Command
    /// Pulls the image, none of which is there any more.
    func pull() throws -> Command
}

/// Debian's docker, and a daemon of its own on the same network.
private final class DockerClient: RegistryClient {
    private static let image = "octavia/app:1"

    private let network: PrivateNetwork
    private let daemon: DockerDaemon
    private let environment: [String: String]

    init(in network: PrivateNetwork) throws {
        try DebianPackage.require("docker", from: "docker.io (or docker-cli, where that is a package of its own)")
        self.network = network
        let home = network.environment["HOME"]!
        // The names on this network, and whom to trust, are among what the daemon has of its own.
        let script =
            #"mkdir -p /etc/ssl/certs; cp "$1" /etc; cp "$2" /etc/ssl/certs/ca-certificates.crt; shift 2; exec "$@""#
        let entrance = ["sh", "-ec", script, "sh", network.path("hosts"), network.path("ca.crt")]
        daemon = try DockerDaemon { network.inside(PrivateMounts.around(entrance + $0)) }
        for directory in ["\(home)/.docker", "\(home)/bin"] {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        }
        try Data(#"{"credsStore": "pat"}"#.utf8).write(to: URL(fileURLWithPath: "\(home)/.docker/config.json"))
        try FileManager.default.createSymbolicLink(
            atPath: "\(home)/bin/docker-credential-pat",
            withDestinationPath: HelperBinary.path
        )
        environment = network.environment.setting([
            "PATH": "\(home)/bin:\(SearchPath.system)", "DOCKER_HOST": daemon.host, "DOCKER_CONFIG": "\(home)/.docker",
        ])
        let content = try TemporaryDirectory()
        try Data("hello\n".utf8).write(to: URL(fileURLWithPath: content / "file"))
        let archive = try Command.run(["tar", "--create", "--directory", content.path, "file"]).output
        let made = try docker(["import", "-", Self.image], input: archive)
        try #require(made.status == 0, "\(made.errorText)")
    }

    deinit {
        #expect(throws: Never.self) {
            let isAllStopped = try daemon.stop()
            #expect(isAllStopped, "dockerd left its containerd running")
        }
    }

    func push() throws -> Command { try docker(["push", Self.image]) }

    func pull() throws -> Command {
        _ = try docker(["image", "rm", Self.image])
        return try docker(["pull", Self.image])
    }

    private func docker(_ words: [String], input: Data = Data()) throws -> Command {
        try Command.run(network.inside(["docker"] + words), input: input, environment: environment)
    }
}

/// Debian's skopeo, with the helper for Docker Hub.
private struct Skopeo: RegistryClient {
    private static let name = "docker://docker.io/octavia/app:1"

    /// The directory of an image of one file.
    private let image: String
    private let network: PrivateNetwork
    private let environment: [String: String]

    init(in network: PrivateNetwork) throws {
        try DebianPackage.require("skopeo", from: "skopeo")
        self.network = network
        image = network.path("image")
        let home = network.environment["HOME"]!
        let script = """
            mkdir -p "$1" "$2/.config/containers" "$2/bin"
            ln -s "$3" "$2/bin/docker-credential-pat"
            echo '{"default": [{"type": "insecureAcceptAnything"}]}' >"$2/.config/containers/policy.json"
            : >"$2/.config/containers/registries.conf"
            echo '{"credHelpers": {"docker.io": "pat"}}' >"$2/auth.json"
            cd "$1"
            echo 'Directory Transport Version: 1.1' >version
            echo hello >file
            tar -cf layer file
            layer=$(sha256sum <layer | cut -d" " -f1)
            printf '{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \\
                "$layer" >config
            config=$(sha256sum <config | cut -d" " -f1)
            type=application/vnd.oci.image
            printf '{"schemaVersion":2,"mediaType":"%s.manifest.v1+json","config":{"mediaType":"%s.config.v1+json",' \\
                $type $type >manifest.json
            printf '"digest":"sha256:%s","size":%d},"layers":[{"mediaType":"%s.layer.v1.tar",' \\
                "$config" "$(wc -c <config)" $type >>manifest.json
            printf '"digest":"sha256:%s","size":%d}]}' "$layer" "$(wc -c <layer)" >>manifest.json
            mv layer "$layer"
            mv config "$config"
            rm file
            """
        let made = try Command.run(["sh", "-ec", script, "sh", image, home, HelperBinary.path])
        try #require(made.status == 0, "\(made.errorText)")
        environment = network.environment.setting([
            "PATH": "\(home)/bin:\(SearchPath.system)", "REGISTRY_AUTH_FILE": "\(home)/auth.json",
        ])
    }

    func push() throws -> Command { try copy("dir:\(image)", to: Self.name) }
    func pull() throws -> Command { try copy(Self.name, to: "dir:\(image)-\(UUID().uuidString)") }

    private func copy(_ source: String, to target: String) throws -> Command {
        // As root it notes below /var/lib where it saw a layer.
        let script = #"mount -t tmpfs none /run && mount -t tmpfs none /var/lib && exec "$@""#
        let command = ["unshare", "--mount", "--", "sh", "-c", script, "sh", "skopeo", "copy", source, target]
        return try Command.run(network.inside(command), environment: environment)
    }
}
