import Foundation
import TestSupport

/// A network that is this machine alone, in namespaces of its own: the names of registries and issuers lead to it, and
/// the system's certificates are the test's. The helper in it is the one that its users have, and knows of nothing.
final class PrivateNetwork {
    private let directory: TemporaryDirectory
    private let services: BackgroundProcess
    let machine: HeadlessMachine
    /// What a program in it is run with.
    let environment: [String: String]

    /// Those that web servers of the test answer for, on port 443 with TLS, and without it on 80 and 5000.
    static let names = [
        "registry-1.docker.io", "auth.docker.io", "hub.docker.com", "ghcr.io", "api.github.com",
        "containers.github.example", "github.example", "registry.gitlab.com", "gitlab.com", "registry.gitlab.example",
        "gitlab.example", "jfrog.example", "registry.digitalocean.com", "cloud.digitalocean.com", "registry.example",
        "auth.example", "other.example", "expired.example", "localhost",
    ]

    /// - Parameters:
    ///   - routes: what is answered; the first one that fits is played.
    ///   - accounts: whom the token server lets in.
    ///   - together: how many requests a route of that kind waits for.
    ///   - hub: what Docker Hub has.
    ///   - realRegistry: the name that leads to 127.0.0.3, where a real registry is to listen.
    ///   - cut: which request is cut off, of all that are made.
    ///   - trouble: what happens in the middle of one of them.
    ///   - keyring: where credentials are kept; `nil` for an encrypted file.
    ///   - diskSize: of the home directory in bytes, which then is a disk of its own.
    init(
        _ routes: [Route],
        accounts: [String: String] = [:],
        together: Int = 1,
        hub: HubAccounts? = nil,
        cut: Cut? = nil,
        trouble: Trouble? = nil,
        realRegistry: String? = nil,
        keyring: KeyringSession? = nil,
        diskSize: Int? = nil
    ) throws {
        try DebianPackage.require("openssl", from: "openssl")
        try DebianPackage.require("ip", from: "iproute2")
        directory = try TemporaryDirectory()
        let machine = try HeadlessMachine()
        self.machine = machine
        environment =
            keyring.map { session in
                machine.environment.setting(session.environment).setting(["DOCKER_CREDENTIAL_PAT_KEYRING": "service"])
            } ?? machine.environment
        try CertificateAuthority.shared.get().copy(to: directory)
        let scenario = Scenario(
            routes: routes,
            accounts: accounts,
            together: together,
            hub: hub,
            cut: cut,
            trouble: trouble
        )
        try JSONEncoder().encode(scenario).write(to: URL(fileURLWithPath: directory / "services.json"))
        try Data().write(to: URL(fileURLWithPath: directory / "requests.jsonl"))
        let here = Self.names.filter { $0 != realRegistry }.joined(separator: " ")
        let hosts = "127.0.0.1 \(here)\n127.0.0.2 basic.example\n127.0.0.3 token.example \(realRegistry ?? "")\n"
        try Data(hosts.utf8).write(to: URL(fileURLWithPath: directory / "hosts"))
        let setUp = """
            ip link set lo up && mount --bind "$1/hosts" /etc/hosts &&
            mount --bind "$1/ca.crt" /etc/ssl/certs/ca-certificates.crt &&
            if [ "$3" ]; then mount -t tmpfs -o size="$3" none "$4"; fi &&
            exec python3 "$2/services.py" "$1"
            """
        let scripts = Bundle.module.url(forResource: "Services", withExtension: nil)!.path
        let services = try BackgroundProcess(
            ["unshare", "--net", "--mount", "--", "sh", "-ec", setUp, "sh", directory.path, scripts]
                + [diskSize.map(String.init) ?? "", environment["HOME"]!],
            environment: [
                "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": Repository.path("Tests/Support/TokenServer"),
            ]
        )
        self.services = services
        try services.waitUntil { services.logText.contains("ready\n") }
    }

    deinit {
        services.stop()
    }

    private struct Scenario: Encodable {
        let routes: [Route]
        let accounts: [String: String]
        let together: Int
        let hub: HubAccounts?
        let cut: Cut?
        let trouble: Trouble?
    }

    /// The path of a file that only this network knows.
    func path(_ name: String) -> String { directory / name }

    /// What runs a program in this network.
    func inside(_ command: [String]) -> [String] {
        ["nsenter", "--target", "\(services.pid)", "--net", "--mount", "--"] + command
    }

    /// Where a path of this network's is seen from outside.
    func outside(_ path: String) -> String { "/proc/\(services.pid)/root\(path)" }

    /// Keeps a credential.
    func store(_ server: String, as username: String = "octavia", _ secret: String) throws {
        let credential = DockerCredential(server: server, username: username, secret: secret)
        let stored = try helper("store", input: credential.json)
        guard stored.status == 0 else { throw Failed(output: stored.outputText) }
    }

    func helper(
        _ arguments: String...,
        input: String = "",
        and more: [String: String] = [:]
    ) throws -> Command {
        try helper(arguments, input: input, and: more)
    }

    func helper(
        _ arguments: [String],
        input: String = "",
        and more: [String: String] = [:]
    ) throws -> Command {
        try Command.run(
            inside(
                ["sh", "-c", #"echo $$ >"$1"; shift; exec "$@""#, "sh", path("pid"), HelperBinary.path] + arguments
            ),
            input: Data(input.utf8),
            environment: environment.setting(more)
        )
    }

    /// All that the web servers were asked, in order.
    var requests: [RecordedRequest] {
        get throws {
            let text = try String(contentsOfFile: path("requests.jsonl"), encoding: .utf8)
            return try text.split(separator: "\n").map {
                try JSONDecoder().decode(RecordedRequest.self, from: Data($0.utf8))
            }
        }
    }

    struct Failed: Error {
        let output: String
    }
}

/// One request, as a web server saw it.
struct RecordedRequest: Decodable {
    let host: String
    let method: String
    /// With its query.
    let path: String
    let headers: [String: String]
    let body: String
    let isTLS: Bool

    /// In short, such as `GET ghcr.io/v2/`.
    var line: String { "\(method) \(host)\(path)" }

    func header(_ name: String) -> String? {
        headers.first { $0.key.lowercased() == name.lowercased() }?.value
    }

    /// Whether the secret is in it, in any of the forms in which one is sent.
    func holds(_ secret: String) -> Bool {
        let pieces = [method, path, body] + headers.map { "\($0.key): \($0.value)" }
        let isPlain = pieces.contains { $0.contains(secret) }
        return isPlain
            || headers.values.contains { value in
                guard let encoded = value.split(separator: " ").last, let data = Data(base64Encoded: String(encoded))
                else {
                    return false
                }
                return data.firstRange(of: Data(secret.utf8)) != nil
            }
    }
}
