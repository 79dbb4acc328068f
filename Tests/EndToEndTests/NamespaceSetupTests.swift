import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// docker and podman are logged in to one registry, as two accounts that may pull different images: podman's is
    /// for a namespace alone.
    @Suite("setup, where podman keeps a secret of a namespace")
    struct NamespaceSetupTests {
        private let registry: Registry
        private let workstation: Workstation
        private let own = TokenServer.Account(username: "octocat", namespace: "octocat")
        private let work = TokenServer.Account(username: "octocat-at-work", namespace: "acme")
        private let hello: String
        private let tool: String

        init() throws {
            try DebianPackage.require("skopeo", from: "skopeo")
            registry = try Registry(accounts: [own, work])
            workstation = try Workstation()
            hello = try registry.publish("octocat/hello")
            tool = try registry.publish("acme/tool", by: work)
            try write([registry.address: own], to: ".docker/config.json")
            try write(["\(registry.address)/acme": work], to: ".config/containers/auth.json")
            let policy = #"{"default": [{"type": "insecureAcceptAnything"}]}"#
            try workstation.write(policy, to: ".config/containers/policy.json")
        }

        private func write(_ accounts: [String: TokenServer.Account], to file: String) throws {
            let auths = accounts.mapValues { account in
                ["auth": Data("\(account.username):\(account.token)".utf8).base64EncodedString()]
            }
            let text = try JSONSerialization.data(withJSONObject: ["auths": auths])
            try workstation.write(String(decoding: text, as: UTF8.self), to: file)
        }

        private func inspect(_ image: String) throws -> Command {
            let command = ["skopeo", "inspect", "--tls-verify=false", "docker://\(image)"]
            return try Command.run(PrivateMounts.around(command), environment: workstation.environment)
        }

        @Test("Both go on to pull what they could, docker's secret is in the keyring, and doctor says how")
        func both() throws {
            for image in [hello, tool] { try expectSuccess(inspect(image)) }
            let setup = try HelperBinary.run(["setup", "--yes"], in: workstation.environment)
            try expectSuccess(setup)
            let left = "leaves in plain text \(registry.address)/acme: a namespace, which no helper is asked for"
            #expect(setup.outputText.contains(left))
            #expect(try workstation.filesHolding(own.token, of: own.username) == [])
            #expect(try workstation.filesHolding(work.token, of: work.username) == [".config/containers/auth.json"])
            for image in [hello, tool] { try expectSuccess(inspect(image)) }

            let doctor = try HelperBinary.doctor("docker", "podman", "secrets", in: workstation.environment)
            let docker = workstation.home / ".docker/config.json"
            #expect(doctor["docker"] == ["ok: \(docker): docker asks docker-credential-pat for every registry"])
            #expect(doctor["podman"] == ["ok: \(docker): podman asks this helper for \(registry.address)"])
            #expect(doctor["secrets"].count == 1 && doctor["secrets"].first?.hasPrefix("note: ") == true, "\(doctor)")
            #expect(doctor.problems == 0)

            try expectSuccess(HelperBinary.run(["setup", "--undo", "--yes"], in: workstation.environment))
            try expectSuccess(inspect(tool))
            expectFailure(try inspect(hello), saying: "unable to retrieve auth token")
        }
    }
}
