import CredentialHelper
import Glibc
import PersonalAccessToken

/// What docker and podman trust of one registry besides the system's certificates, and how they prove to it who they
/// are (Docker Docs, "Verify repository client with certificates"; containers-certs.d(5)): below `certs.d` a directory
/// that is named after the registry, with authorities in `*.crt`, and pairs of `*.cert` and `*.key`. Read when it is
/// needed.
struct RegistryCertificates {
    private static let longestFile = 1 << 20

    /// The directories of this registry that there are.
    private let directories: [String]

    /// - Parameters:
    ///   - registry: its host, with its port where the server's name has one.
    ///   - roots: where to look.
    init(of registry: String, in roots: [String]) {
        // Whoever said the port that goes without saying has it in the directory's name.
        let names = WebAddress.hasPort(registry) ? [registry] : [registry, "\(registry):443"]
        directories = roots.flatMap { root in names.map { "\(root)/\($0)" } }.filter { access($0, F_OK) == 0 }
    }

    /// Those of the person, for docker without root and for podman, and those of the machine.
    static func roots(_ environment: [String: String]) -> [String] {
        let own = (try? BaseDirectory.config.base(in: environment)).map { [$0] } ?? []
        return (own + ["/etc"]).flatMap { ["\($0)/containers/certs.d", "\($0)/docker/certs.d"] }
    }

    /// The first directory, for people.
    var path: String? { directories.first }

    /// All authorities one after the other; empty where there are none.
    var authorities: Secret {
        let all = Secret(capacity: 8192)
        for path in files(endingIn: ".crt") {
            guard let file = try? FileDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK) else { continue }
            defer { file.close() }
            guard let text = try? file.readToEnd(limit: Self.longestFile), text.count <= Self.longestFile else {
                continue
            }
            text.expose { all.append($0) }
            all.append("\n")
        }
        return all
    }

    /// The certificate and the key of the first pair that can be read.
    var clientPair: (certificate: String, key: String)? {
        pairs.first { access($0.certificate, R_OK) == 0 && access($0.key, R_OK) == 0 }
    }

    /// What may be wrong with them, where the registry has ended the connection by an alert: all that it says then.
    var suspicion: String? {
        if let pair = clientPair { return "it may not take the client certificate \(pair.certificate)" }
        return unreadableKey
    }

    /// The same, where there is something wrong with them.
    var unreadableKey: String? {
        if clientPair != nil { return nil }
        return pairs.first.map { "it may want a client certificate, whose key \($0.key) cannot be read" }
    }

    private var pairs: [(certificate: String, key: String)] {
        files(endingIn: ".cert").map { ($0, $0.dropLast("cert".count) + "key") }
    }

    private func files(endingIn suffix: String) -> [String] {
        directories.flatMap { path in
            FileAccess.names(inDirectory: path).filter { $0.hasSuffix(suffix) }.map { "\(path)/\($0)" }
        }
    }
}
