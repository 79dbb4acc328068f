import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    @Suite("setup, and then docker, podman and skopeo")
    struct SetupClientTests {
        private let registry: Registry
        private let workstation: Workstation
        private let docker: DockerClient
        private let image: String
        /// With podman and its like on PATH.
        private let environment: [String: String]

        init() throws {
            for program in ["podman", "skopeo"] { try DebianPackage.require(program, from: program) }
            registry = try Registry()
            workstation = try Workstation()
            docker = try DockerClient(on: workstation, using: .credsStore, for: registry)
            image = "\(registry.address)/hello:1"
            let authFile = ["REGISTRY_AUTH_FILE": workstation.home / ".config/containers/auth.json"]
            environment = docker.environment.setting(workstation.environment).setting(authFile)
            // As on the first day: no helper is named anywhere, and none but ours is on docker's PATH.
            try workstation.write("{}", to: ".docker/config.json")
        }

        private func setup(_ words: String...) throws -> Command {
            try HelperBinary.run(["setup"] + words, in: environment)
        }

        private func podman(_ words: String...) throws -> Command {
            try Command.run(PrivateMounts.around(["podman"] + words), environment: environment)
        }

        private var configuration: [String: Any] {
            get throws {
                let data = try Data(contentsOf: URL(fileURLWithPath: workstation.home / ".docker/config.json"))
                return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            }
        }

        @Test("What they kept in plain text serves them from the keyring")
        func moved() throws {
            let skopeo = try Skopeo(on: workstation, using: .authFile, for: registry)
            try workstation.write("{}", to: ".config/containers/auth.json")
            try expectSuccess(docker.login(registry.address, as: registry.username, password: registry.token))
            try expectSuccess(skopeo.login(registry.address, as: registry.username, password: registry.token))
            let files = [".config/containers/auth.json", ".docker/config.json"]
            #expect(try workstation.filesHolding(registry.token, of: registry.username).sorted() == files)
            try expectSuccess(docker.makeImage(image))
            try expectSuccess(docker("push", image))
            try expectSuccess(docker("rmi", image))

            try expectSuccess(setup("--yes"))
            #expect(try workstation.filesHolding(registry.token, of: registry.username) == [])
            let kept = try HelperBinary.run(["get", registry.address], in: environment).credential
            #expect(kept.username == registry.username && kept.secret == registry.token)

            try expectSuccess(docker("pull", image))
            try expectSuccess(docker("rmi", image))
            // Both still know that somebody is logged in.
            try expectSuccess(docker("login", registry.address))
            try expectSuccess(skopeo.inspect(image))
            let login = try podman("login", "--get-login", registry.address)
            #expect(login.outputText == registry.username + "\n", "\(login.errorText)")
            // What docker has written since is fine.
            let again = try setup("--yes")
            #expect(again.status == 0 && again.outputText.hasSuffix("nothing to do\n"), "\(again.outputText)")

            try expectSuccess(skopeo("logout", registry.address))
            expectFailure(try docker("pull", image), saying: "no basic auth credentials")
            try expectSuccess(skopeo.login(registry.address, as: registry.username, password: registry.token))
            #expect(try workstation.filesHolding(registry.token, of: registry.username) == [])
            try expectSuccess(docker("pull", image))
            try expectSuccess(docker("rmi", image))

            try expectSuccess(setup("--undo", "--yes"))
            #expect(try configuration["credsStore"] == nil)
            expectFailure(try docker("pull", image), saying: "no basic auth credentials")
            try expectSuccess(docker.login(registry.address, as: registry.username, password: registry.token))
            #expect(try workstation.filesHolding(registry.token, of: registry.username) == [".docker/config.json"])
        }

        @Test("For one registry alone")
        func oneRegistry() throws {
            try expectSuccess(docker.login(registry.address, as: registry.username, password: registry.token))
            let other = try Registry()
            try expectSuccess(docker.login(other.address, as: other.username, password: other.token))
            try expectSuccess(setup("--yes", "--registry", registry.address))
            #expect(try configuration["credHelpers"] as? [String: String] == [registry.address: "pat"])
            let auths = try #require(try configuration["auths"] as? [String: [String: String]])
            #expect(auths[registry.address] == [:] && auths[other.address]?["auth"] != nil)
            // Both logins are still good.
            for server in [registry.address, other.address] { try expectSuccess(docker("login", server)) }
        }

        @Test("While docker goes on to log in and out, no login is lost, and the file is whole")
        func concurrentLogins() throws {
            let other = try Registry()
            try expectSuccess(docker.login(registry.address, as: registry.username, password: registry.token))
            let script = """
                for number in 1 2 3 4 5 6 7 8 9 10 11 12; do
                    printf %s "$TOKEN" | \(docker.program) login -u "$USER" --password-stdin \(other.address) || exit
                done
                """
            let own = ["TOKEN": other.token, "USER": other.username]
            let logins = try ChildProcess(["/bin/sh", "-c", script], environment: docker.environment.setting(own))
            var rounds = 0
            while logins.isRunning {
                for words in [["--yes"], ["--undo", "--yes"]] {
                    let ran = try HelperBinary.run(["setup"] + words, in: environment)
                    #expect(ran.status == 0, "\(ran.outputText)\(ran.errorText)")
                    _ = try configuration
                }
                rounds += 1
            }
            #expect(logins.wait() == .exited(0) && rounds > 2)
            try expectSuccess(setup("--yes"))
            for registry in [registry, other] {
                let kept = try HelperBinary.run(["get", registry.address], in: environment).credential
                #expect(kept.secret == registry.token)
                #expect(try workstation.filesHolding(registry.token, of: registry.username) == [])
            }
        }
    }
}
