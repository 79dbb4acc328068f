import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("The README's life of a token")
    struct TokenLifeRecipeTests {
        private static let index = "https://index.docker.io/v1/"

        /// Docker Hub is a stand-in, and no browser is there: what `docker login` would keep is kept beforehand.
        @Test("Made, listed, another one revoked, and rotated")
        func tokenLife() throws {
            let login = HubAccounts.webLogin()
            var hub = HubAccounts(webLogins: [login: "octavia"])
            hub.tokens = [HubAccounts.Token(token: "another", label: "ci")]
            let network = try PrivateNetwork.withDockerHub(hub)
            try network.store(Self.index + "access-token", login)
            let other = try #require(try network.hubTokens.first?.uuid)

            let home = try TemporaryDirectory()
            let program = home / "docker-credential-pat"
            try FileManager.default.createSymbolicLink(atPath: program, withDestinationPath: HelperBinary.path)
            let block = try ReadMeRecipe.tokenLife.text(with: [
                "b81d90e4-…": other, "b81d90e4": "\(other.prefix(8))", "revoke b81d\n": "revoke \(other.prefix(4))\n",
                // The stand-in does not note when a token is used.
                "2026-11-29  2026-11-29": "2026-11-29  never", "2026-01-04": "never",
            ])
            let typed = block.split(separator: "\n").drop { $0.hasPrefix("$ docker login ") }.joined(separator: "\n")
            let session = ConsoleSession(typed)
            let shown = try session.run(
                in: home,
                replies: [.init(to: "? [y/N] ", keys: #"y\n"#)],
                environment: network.machine.environment.setting(["PATH": SearchPath.system]),
                prefix: network.inside(["env", "PATH=\(home.path)"])
            )
            let made = try #require(shown.firstMatch(of: /([0-9a-f]{8})\*/)).1
            let expected = ConsoleSession(typed.replacing("3f0c2a77", with: made))
            #expect(expected.shows(shown), "it showed:\n\(shown)\ninstead of:\n\(typed)")
            #expect(try network.hubTokens.map(\.token) == [network.keptSecret])
        }
    }
}
