import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// What a new user does, one step after the other, from a plain `config.json` on: at a terminal, on a machine where
    /// docker and podman are, and the helper is not.
    @Suite("The whole path of a new user")
    struct WholePathTests {
        /// docker alone is logged in to the first, docker and podman to the second.
        private let registries: [Registry]
        private let session: KeyringSession
        private let home: TemporaryDirectory
        private let system: PrivateSystem
        private let environment: [String: String]

        private static let identityServer = "registry.example"
        /// Put together here: no scanner should find one in this file.
        private let identityToken = "identity-" + UUID().uuidString

        init() throws {
            for (program, package) in [("docker", "docker-cli"), ("podman", "podman"), ("apt-get", "apt")] {
                try DebianPackage.require(program, from: package)
            }
            registries = try [Registry(), Registry()]
            session = try KeyringSession()
            home = try TemporaryDirectory()
            system = try PrivateSystem()
            environment = session.environment.setting([
                "HOME": home.path, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
                "DOCKER_HOST": try #require(DockerDaemonTrait.host),
                // Root's podman would have a file of the machine's.
                "REGISTRY_AUTH_FILE": home / ".config/containers/auth.json", "DEBIAN_FRONTEND": "noninteractive",
            ])
        }

        private var dockerFile: String { home / ".docker/config.json" }
        private var podmanFile: String { home / ".config/containers/auth.json" }

        /// Runs a command on the terminal of the machine.
        private func enter(_ command: String, replies: [TerminalUser.Reply] = []) throws -> Command {
            let line = system.around(command.split(separator: " ").map(String.init)).joined(separator: " ")
            return try TerminalUser.run(line, replies: replies, in: environment)
        }

        private func write(_ text: String, to file: String) throws {
            let directory = (file as NSString).deletingLastPathComponent
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        }

        /// What docker and podman have in their files after `login` without a helper.
        private func writePlainLogins() throws {
            let entries = registries.map { registry in
                let auth = Data("\(registry.username):\(registry.token)".utf8).base64EncodedString()
                return #""\#(registry.address)": {"auth": "\#(auth)"}"#
            }
            let user = Data("00000000-0000-0000-0000-000000000000:".utf8).base64EncodedString()
            let identity =
                #""\#(Self.identityServer)": {"auth": "\#(user)", "identitytoken": "\#(identityToken)"}"#
            try write(#"{"auths": {\#((entries + [identity]).joined(separator: ", "))}}"#, to: dockerFile)
            try write(#"{"auths": {\#(entries[1])}}"#, to: podmanFile)
        }

        /// Whether a secret is to be read in one of the clients' files, or beside them.
        private func expectNothingInTheClear() throws {
            let texts = try FileManager.default.subpathsOfDirectory(atPath: home.path).compactMap { name in
                FileManager.default.contents(atPath: home / name).map { String(decoding: $0, as: UTF8.self) }
            }
            let encoded = registries.map { Data("\($0.username):\($0.token)".utf8).base64EncodedString() }
            for secret in registries.map(\.token) + encoded + [identityToken] {
                #expect(!texts.contains { $0.contains(secret) })
            }
        }

        @Test("Install, setup, status, pull, doctor, and back again")
        func path() throws {
            try writePlainLogins()
            let images = try registries.map { try $0.publish("hello:1") }

            try install()
            try setUp()
            try expectStatus()
            for image in images { try expectSuccess(enter("docker pull \(image)")) }
            let login = try enter("podman login --get-login \(registries[1].address)")
            #expect(login.outputText.contains(registries[1].username), "\(login.outputText)")

            let doctor = try enter("docker pat doctor")
            #expect(doctor.status == 0 && !doctor.outputText.contains("problem"), "\(doctor.outputText)")

            try undo()
            for image in images { try expectSuccess(enter("docker rmi \(image)")) }
            let pull = try enter("docker pull \(images[0])")
            #expect(pull.status != 0 && pull.outputText.contains("no basic auth credentials"), "\(pull.outputText)")
        }

        private func install() throws {
            let package = try ReleasePackages.made.get().debian
            let command = system.around(["apt-get", "install", package])
            try expectSuccess(Command.run(command, environment: environment, limit: 300))
            #expect(try enter("which docker-credential-pat").outputText.contains("/usr/bin/docker-credential-pat"))
        }

        private func setUp() throws {
            let ran = try enter("docker-credential-pat setup", replies: [ReadMeDesktop.consent])
            try expectSuccess(ran)
            let shown = ran.outputText.replacing("\r\n", with: "\n")
            for line in [
                "keyring: the Secret Service", "docker: \(dockerFile)", #"  will put in "credsStore": "pat""#,
                "podman: \(podmanFile)",
            ] {
                #expect(shown.contains(line + "\n"), "\(shown)")
            }
            for secret in registries.map(\.token) + [identityToken] { #expect(!shown.contains(secret)) }
            try expectNothingInTheClear()
            let again = try enter("docker-credential-pat setup")
            #expect(again.status == 0 && again.outputText.contains("nothing to do"), "\(again.outputText)")
        }

        private func expectStatus() throws {
            let ran = try enter("docker-credential-pat status")
            try expectSuccess(ran)
            #expect(ran.outputText.contains("keyring: the Secret Service"))
            let accounts = registries.map { [$0.address, $0.username] } + [[Self.identityServer, "<token>"]]
            for account in accounts {
                let rows = ran.outputText.split(whereSeparator: \.isNewline).map {
                    $0.split(separator: " ").map(String.init)
                }
                #expect(rows.contains { $0.starts(with: account) }, "\(ran.outputText)")
            }
        }

        /// What setup has put in is out again; what was moved stays in the keyring.
        private func undo() throws {
            let ran = try enter("docker-credential-pat setup --undo", replies: [ReadMeDesktop.consent])
            try expectSuccess(ran)
            for file in [dockerFile, podmanFile] {
                let text = try String(contentsOfFile: file, encoding: .utf8)
                #expect(!text.contains(#""pat""#), "\(text)")
                #expect(!FileManager.default.fileExists(atPath: file + ".before-pat"))
            }
            #expect(!FileManager.default.fileExists(atPath: home / ".docker/cli-plugins/docker-pat"))
            try expectNothingInTheClear()
            let servers = Set(registries.map(\.address) + [Self.identityServer])
            let kept = try Command.run(system.around(["docker-credential-pat", "list"]), environment: environment)
            #expect(try Set(kept.accounts.keys) == servers)
            let token = try Command.run(
                system.around(["docker-credential-pat", "get", Self.identityServer]),
                environment: environment
            )
            #expect(try token.credential.secret == identityToken)
        }
    }
}
