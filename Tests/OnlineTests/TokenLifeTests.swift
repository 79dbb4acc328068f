import Foundation
import TestSupport
import Testing

extension OnlineTests {
    /// Docker Hub itself is a stand-in; the registry, which believes the tokens of its token server, and the client are
    /// real.
    @Suite("A token's whole life")
    struct TokenLifeTests {
        private static let index = "https://index.docker.io/v1/"
        private static let image = "docker://docker.io/octavia/app:1"

        @Test("Web login, create, push, check, tokens, rotate, pull, revoke, pull denied")
        func wholeLife() throws {
            try DebianPackage.require("skopeo", from: "skopeo")
            let login = HubAccounts.webLogin()
            let network = try PrivateNetwork(
                [Route("GET auth.docker.io/token", kind: .token)],
                hub: HubAccounts(webLogins: [login: "octavia"]),
                realRegistry: "registry-1.docker.io"
            )
            let registry = try OnlineRegistry(
                "registry.docker.io",
                at: "127.0.0.3:443",
                access: .token(realm: "https://auth.docker.io/token"),
                in: network
            )
            try withExtendedLifetime(registry) {
                // As docker keeps its web login.
                try network.store(Self.index + "access-token", login)
                try network.store(Self.index + "refresh-token", "refresh..client")
                let client = try Skopeo(in: network)

                try expectDone(network.helper("create", "--description", "laptop", "--permission", "write"))
                let first = try #require(try network.hubTokens.first).token
                try expectDone(client("copy", "dir:\(client.image)", Self.image))
                try expectDone(network.helper("check"))
                #expect(try network.helper("tokens").outputText.contains(/\* +laptop +write +active/))
                try expectDone(network.helper("rotate", "docker.io"))
                let second = try #require(try network.keptSecret)
                #expect(try network.hubTokens.map(\.token) == [second] && second != first)
                try expectDone(client("copy", Self.image, "dir:\(client.image)-pulled"))
                try expectDone(network.helper("revoke", "docker.io", "--yes"))

                // Somebody still has it.
                try network.store(Self.index, second)
                let denied = try client("copy", Self.image, "dir:\(client.image)-denied")
                #expect(denied.status != 0 && denied.errorText.contains("unauthorized"), "\(denied.errorText)")
                let refused = try network.helper("check", "docker.io")
                #expect(refused.status == 4 && refused.outputText.contains(" refused "))
            }
        }

        private func expectDone(_ ran: Command, sourceLocation: SourceLocation = #_sourceLocation) throws {
            try #require(ran.status == 0, "\(ran.outputText)\(ran.errorText)", sourceLocation: sourceLocation)
        }
    }
}

/// Debian's skopeo on a private network, with the helper for Docker Hub.
private struct Skopeo {
    /// The directory of an image of one file.
    let image: String
    private let network: PrivateNetwork
    private let environment: [String: String]

    init(in network: PrivateNetwork) throws {
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

    func callAsFunction(_ words: String...) throws -> Command {
        // As root it notes below /var/lib where it saw a layer.
        let script = #"mount -t tmpfs none /run && mount -t tmpfs none /var/lib && exec "$@""#
        let command = ["unshare", "--mount", "--", "sh", "-c", script, "sh", "skopeo"] + words
        return try Command.run(network.inside(command), environment: environment)
    }
}
