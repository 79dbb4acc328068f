import Foundation
import TestSupport
import Testing

extension OnlineTests {
    /// Docker Hub itself is a stand-in; the registry, which believes the tokens of its token server, and the client are
    /// real.
    @Suite("A token's whole life")
    struct TokenLifeTests {
        private static let index = "https://index.docker.io/v1/"

        @Test("Web login, create, push, check, tokens, rotate, pull, revoke, pull denied", arguments: Client.allCases)
        func wholeLife(_ kind: Client) throws {
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
                let client = try kind.client(in: network)

                try expectDone(network.helper("create", "--description", "laptop", "--permission", "write"))
                let first = try #require(try network.hubTokens.first).token
                try expectDone(client.push())
                try expectDone(network.helper("check"))
                #expect(try network.helper("tokens").outputText.contains(/\* +laptop +write +active/))
                try expectDone(network.helper("rotate", "docker.io"))
                let second = try #require(try network.keptSecret)
                #expect(try network.hubTokens.map(\.token) == [second] && second != first)
                try expectDone(client.pull())
                try expectDone(network.helper("revoke", "docker.io", "--yes"))

                // Somebody still has it.
                try network.store(Self.index, second)
                let denied = try client.pull()
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
