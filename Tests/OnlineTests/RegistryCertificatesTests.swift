import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("Certificates of one registry, where docker and podman look for them")
    struct RegistryCertificatesTests {
        private static let secret = "a secret of 25 characters"

        /// What the system trusts is nobody here.
        private func distrusting(_ network: PrivateNetwork) -> [String: String] {
            ["SSL_CERT_FILE": network.path("expired.crt")]
        }

        /// Puts files into a directory of the person's.
        private func install(
            _ files: [String: String],
            below directory: String,
            in network: PrivateNetwork
        ) throws {
            let path = network.environment["HOME"]! + "/" + directory
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            for (name, source) in files {
                try FileManager.default.copyItem(atPath: network.path(source), toPath: "\(path)/\(name)")
            }
        }

        @Test(
            "Its authority counts for the registry and its token server, and for nobody else",
            arguments: [".config/docker/certs.d", ".config/containers/certs.d"]
        )
        func authority(_ root: String) throws {
            let realm = "https://auth.example/token"
            let network = try PrivateNetwork(
                Route.tokenRegistry("registry.example", realm: realm, password: Self.secret)
                    + Route.basicRegistry("other.example", password: Self.secret)
            )
            for server in ["registry.example", "other.example"] { try network.store(server, Self.secret) }
            let before = try network.helper("check", and: distrusting(network))
            #expect(before.status == 1)
            let line =
                "registry.example: registry.example cannot prove that it is registry.example: its certificate is "
            #expect(before.errorText.contains(line + "from nobody who is trusted\n"), "\(before.errorText)")
            #expect(before.errorText.contains("/etc/docker/certs.d/"))
            #expect(try network.requests.isEmpty)

            try install(["any.crt": "ca.crt"], below: root + "/registry.example", in: network)
            let after = try network.helper("check", and: distrusting(network))
            #expect(after.outputText.contains(/registry\.example +octavia .* works/), "\(after.errorText)")
            #expect(after.outputText.contains(/other\.example +octavia .* unreachable/))
            #expect(try network.requests.allSatisfy { $0.isTLS && $0.host != "other.example" })
            let gnuTLS = try network.helper(
                ["check", "registry.example"],
                without: LibraryTests.openSSL,
                and: distrusting(network).setting(["SSL_CERT_DIR": "/nowhere"])
            )
            #expect(gnuTLS.status == 0 && gnuTLS.outputText.contains(" works "), "\(gnuTLS.errorText)")
            // Elsewhere the system's certificates count as ever.
            #expect(try network.helper("check").status == 0)
        }

        @Test("One in /etc/docker/certs.d, for a port")
        func machine() throws {
            let network = try PrivateNetwork([])
            let registry = try OnlineRegistry(
                "token.example",
                at: "127.0.0.3:5443",
                access: .password(username: "octavia", Self.secret),
                in: network
            )
            try withExtendedLifetime(registry) {
                try network.store("token.example:5443", Self.secret)
                let script = """
                    mkdir -p "$1/ssl/certs" "$1/docker/certs.d/token.example:5443"
                    cp "$2/hosts" "$1/hosts"
                    cp "$2/expired.crt" "$1/ssl/certs/ca-certificates.crt"
                    cp "$2/ca.crt" "$1/docker/certs.d/token.example:5443/ca.crt"
                    mount --bind "$1" /etc
                    shift 2
                    exec "$@"
                    """
                let etc = try TemporaryDirectory()
                let command = ["unshare", "--mount", "sh", "-ec", script, "sh", etc.path, network.path("")]
                let checked = try Command.run(
                    network.inside(command + [HelperBinary.path, "check"]),
                    environment: network.environment
                )
                #expect(checked.status == 0 && checked.outputText.contains(" works "), "\(checked.errorText)")
            }
        }

        @Test("A GitLab of one's own is asked by the same")
        func issuer() throws {
            let network = try GitLabRotationTests.network()
            let root = ".config/docker/certs.d/registry.gitlab.example"
            try install(["ca.crt": "ca.crt"], below: root, in: network)
            let checked = try network.helper("check", and: distrusting(network))
            #expect(checked.status == 0 && checked.errorText.isEmpty, "\(checked.errorText)")
            #expect(checked.outputText.contains(" 2026-12-30 "))
            let rotated = try network.helper(["rotate", "registry.gitlab.example"], and: distrusting(network))
            #expect(rotated.status == 0, "\(rotated.outputText)")
        }

        @Test("A registry that wants a client certificate")
        func client() throws {
            let network = try PrivateNetwork([])
            let registry = try OnlineRegistry(
                "basic.example",
                at: "127.0.0.2:443",
                access: .password(username: "octavia", Self.secret),
                clientsBy: "ca.crt",
                in: network
            )
            try withExtendedLifetime(registry) {
                try network.store("basic.example", Self.secret)
                let without = try network.helper("check")
                // After the handshake of TLS 1.3 the connection may be reset before the alert is read.
                let lines = [
                    "cannot be reached: it ended the TLS handshake; it may want a client certificate",
                    "the connection to basic.example broke before its answer was whole",
                ]
                #expect(without.status == 1 && lines.contains { without.errorText.hasSuffix("\($0)\n") })

                let root = ".config/docker/certs.d/basic.example"
                let pair = ["client.cert": "server.crt", "client.key": "server.key"]
                try install(pair, below: root, in: network)
                let with = try network.helper("check")
                #expect(with.status == 0 && with.outputText.contains(" works "), "\(with.errorText)")

                let path = network.environment["HOME"]! + "/" + root
                try FileManager.default.removeItem(atPath: "\(path)/client.key")
                let unreadable = try network.helper("check")
                let words = "; it may want a client certificate, whose key \(path)/client.key cannot be read\n"
                #expect(unreadable.status == 1 && unreadable.errorText.hasSuffix(words), "\(unreadable.errorText)")
                for name in ["client.cert", "client.key"] {
                    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
                }
                let unusable = try network.helper("check")
                #expect(unusable.errorText.contains("the client certificate in \(path) is unusable\n"))
            }
        }

        @Test("Authorities that are none, and what is no file")
        func damaged() throws {
            let network = try PrivateNetwork(Route.basicRegistry("registry.example", password: Self.secret))
            try network.store("registry.example", Self.secret)
            let root = ".config/docker/certs.d/registry.example"
            try install([:], below: root + "/directory.crt", in: network)
            let path = network.environment["HOME"]! + "/" + root
            #expect(mkfifo("\(path)/pipe.crt", 0o600) == 0)
            try Data("no certificate\n".utf8).write(to: URL(fileURLWithPath: "\(path)/ca.crt"))
            // While the system's do, nobody looks there.
            #expect(try network.helper("check").status == 0)
            let checked = try network.helper("check", and: distrusting(network))
            #expect(checked.status == 1, "\(checked.outputText)")
            #expect(
                checked.errorText.contains("the certificates to trust cannot be read: \(path)\n"),
                "\(checked.errorText)"
            )
        }
    }
}
