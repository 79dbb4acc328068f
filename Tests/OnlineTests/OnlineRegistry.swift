import Foundation
import TestSupport

/// Debian's docker-registry in a private network.
final class OnlineRegistry {
    enum Access {
        /// One account with a password.
        case password(username: String, String)
        /// Whoever has a token of this token server.
        case token(realm: String)
    }

    private let directory: TemporaryDirectory
    private let process: BackgroundProcess

    /// - Parameters:
    ///   - service: the host's name, by which it is asked.
    ///   - address: where it listens.
    ///   - authority: the file of the one that certifies its clients, if they need a certificate.
    init(
        _ service: String,
        at address: String,
        hasTLS: Bool = true,
        access: Access,
        clientsBy authority: String? = nil,
        in network: PrivateNetwork
    ) throws {
        try DebianPackage.require("docker-registry", from: "docker-registry")
        directory = try TemporaryDirectory()
        let clients = authority.map { #", clientcas: ["\#(network.path($0))"]"# } ?? ""
        let certificate = #"certificate: "\#(network.path("server.crt"))", key: "\#(network.path("server.key"))""#
        let tls = ", tls: {\(certificate)\(clients)}"
        let configuration = """
            version: 0.1
            log: {level: info}
            storage: {filesystem: {rootdirectory: "\(directory / "data")"}}
            http: {addr: "\(address)"\(hasTLS ? tls : "")}
            auth: {\(try Self.authentication(access, service: service, network: network, directory: directory))}

            """
        try configuration.write(toFile: directory / "config.yml", atomically: true, encoding: .utf8)
        let process = try BackgroundProcess(
            network.inside(["docker-registry", "serve", directory / "config.yml"]),
            environment: [:]
        )
        self.process = process
        try process.waitUntil { process.logText.contains("listening on") }
    }

    deinit {
        process.stop()
    }

    private static func authentication(
        _ access: Access,
        service: String,
        network: PrivateNetwork,
        directory: TemporaryDirectory
    ) throws -> String {
        switch access {
        case .password(let username, let password):
            try DebianPackage.require("htpasswd", from: "apache2-utils")
            let accounts = try Command.run(["htpasswd", "-niB", username], input: Data(password.utf8))
            try accounts.output.write(to: URL(fileURLWithPath: directory / "htpasswd"))
            return #"htpasswd: {realm: "test", path: "\#(directory / "htpasswd")"}"#
        case .token(let realm):
            let trusted = network.path("token.crt")
            return
                #"token: {realm: "\#(realm)", service: "\#(service)", issuer: "test", rootcertbundle: "\#(trusted)"}"#
        }
    }
}
