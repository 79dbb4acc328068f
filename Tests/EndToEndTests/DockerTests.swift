import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    @Suite("docker")
    struct DockerTests {
        private let registry: Registry
        private let workstation: Workstation
        private let keyring: ReferenceHelper
        private let image: String

        init() throws {
            registry = try Registry()
            workstation = try Workstation()
            keyring = try ReferenceHelper(in: workstation.environment)
            image = "\(registry.address)/hello:1"
        }

        @Test("From login to logout", arguments: DockerClient.Configuration.allCases)
        func session(_ configuration: DockerClient.Configuration) throws {
            let docker = try DockerClient(on: workstation, using: configuration, for: registry)

            try expectSuccess(docker.login(registry.address, as: registry.username, password: registry.token))
            #expect(try keyring.credential(for: registry.address) == stored)
            #expect(try workstation.filesHolding(registry.token, of: registry.username) == [])

            try expectSuccess(docker.makeImage(image))
            let made = try #require(try docker.image(image))
            try expectSuccess(docker("push", image))
            try expectSuccess(docker("rmi", image))
            #expect(try docker.image(image) == nil)
            try expectSuccess(docker("pull", image))
            #expect(try docker.image(image) == made)

            // A login without a username uses what is kept.
            try expectSuccess(docker("login", registry.address))

            try expectSuccess(docker("logout", registry.address))
            #expect(try keyring.accounts() == [:])
            let answer = try HelperBinary.run(["get"], input: registry.address, in: workstation.environment)
            #expect(answer.outputText == "credentials not found in native keychain\n")
            #expect(answer.status == 1)
            try expectSuccess(docker("rmi", image))
            expectFailure(try docker("pull", image), saying: "no basic auth credentials")
            #expect(try docker.image(image) == nil)
        }

        @Test("A wrong password is refused, and changes nothing", arguments: DockerClient.Configuration.allCases)
        func wrongPassword(_ configuration: DockerClient.Configuration) throws {
            let docker = try DockerClient(on: workstation, using: configuration, for: registry)

            let first = try docker.login(registry.address, as: registry.username, password: "not-the-password")
            expectFailure(first, saying: "401 Unauthorized")
            let refusals = registry.wrongPasswords
            #expect(refusals > 0)
            #expect(try keyring.accounts() == [:])

            try expectSuccess(docker.login(registry.address, as: registry.username, password: registry.token))
            let second = try docker.login(registry.address, as: registry.username, password: "not-the-password")
            expectFailure(second, saying: "401 Unauthorized")
            #expect(registry.wrongPasswords > refusals)
            #expect(try keyring.credential(for: registry.address) == stored)
            #expect(try workstation.filesHolding("not-the-password", of: registry.username) == [])
        }

        @Test("A token about to expire is warned of on docker's terminal, once a day, and nowhere else")
        func expiring() throws {
            let docker = try DockerClient(on: workstation, using: .credsStore, for: registry)
            let warning =
                "warning: the token for \(registry.address) (dckr_pat_…\(registry.token.suffix(4))) expires in 5 days"
            let login = try docker.login(
                registry.address,
                as: registry.username,
                password: registry.token,
                expires: "5d"
            )
            try expectSuccess(login)
            try expectSuccess(docker.makeImage(image))
            let push = try docker("push", image)
            try expectSuccess(push)
            try expectSuccess(docker("rmi", image))
            for piped in [login, push] { #expect(!(piped.outputText + piped.errorText).contains("expires in")) }

            let pull = try docker.onTerminal("pull", image)
            try expectSuccess(pull)
            #expect(pull.outputText.contains(warning), "\(pull.outputText)")
            #expect(!pull.outputText.contains(registry.token))
            let again = try docker.onTerminal("pull", image)
            try expectSuccess(again)
            #expect(!again.outputText.contains("expires in"))
            try expectSuccess(docker("rmi", image))
        }

        @Test("A server may be typed in any spelling", arguments: [("http://", "/"), ("https://", ""), ("", "/")])
        func spelling(scheme: String, slash: String) throws {
            let docker = try DockerClient(on: workstation, using: .credsStore, for: registry)
            let typed = scheme + registry.address + slash

            try expectSuccess(docker.login(typed, as: registry.username, password: registry.token))
            #expect(try keyring.accounts().count == 1)
            try expectSuccess(docker.makeImage(image))
            try expectSuccess(docker("push", image))
            try expectSuccess(docker("rmi", image))
            try expectSuccess(docker("logout", typed))
            #expect(try keyring.accounts() == [:])
        }

        @Test("What the reference helper stored serves docker, until logout")
        func takeover() throws {
            let docker = try DockerClient(on: workstation, using: .credsStore, for: registry)
            // A spelling for which docker never asks.
            var other = stored
            other.server = "https://\(registry.address)/"
            try expectSuccess(keyring.store(other))

            try expectSuccess(docker.makeImage(image))
            try expectSuccess(docker("push", image))
            try expectSuccess(docker("rmi", image))
            try expectSuccess(docker("pull", image))
            try expectSuccess(docker("rmi", image))
            try expectSuccess(docker("logout", registry.address))
            #expect(try keyring.accounts() == [:])
            expectFailure(try docker("pull", image), saying: "no basic auth credentials")
        }

        private var stored: DockerCredential {
            .init(server: registry.address, username: registry.username, secret: registry.token)
        }
    }
}
