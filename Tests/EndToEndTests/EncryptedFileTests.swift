import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    @Suite("docker and skopeo on a server, with the keyring in an encrypted file")
    struct EncryptedFileTests {
        private let registry: Registry
        private let machine: HeadlessMachine
        private let workstation: Workstation
        private let image: String

        init() throws {
            registry = try Registry()
            machine = try HeadlessMachine()
            workstation = try Workstation(on: machine)
            image = "\(registry.address)/hello:1"
            for name in ["DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY"] {
                #expect(workstation.environment[name] == nil)
            }
        }

        /// The secret that libsecret's own command finds in the file.
        private func lookup() throws -> String {
            let environment = [
                "SECRET_BACKEND": "file", "SECRET_FILE_TEST_PASSWORD": HeadlessMachine.password,
                "SECRET_FILE_TEST_PATH":
                    workstation.home / ".local/share/docker-credential-pat/credentials.keyring",
            ]
            let attributes = ["server": registry.address, "username": registry.username]
            return try SecretTool.lookup(attributes, in: environment)
        }

        @Test("From login to logout", arguments: DockerClient.Configuration.allCases)
        func session(_ configuration: DockerClient.Configuration) throws {
            let docker = try DockerClient(on: workstation, using: configuration, for: registry)

            let wrong = try docker.login(registry.address, as: registry.username, password: "not-the-password")
            expectFailure(wrong, saying: "401 Unauthorized")
            #expect(try lookup() == "")

            try expectSuccess(docker.login(registry.address, as: registry.username, password: registry.token))
            #expect(try lookup() == registry.token)
            #expect(try workstation.filesHolding(registry.token, of: registry.username) == [])

            try expectSuccess(docker.makeImage(image))
            let made = try #require(try docker.image(image))
            try expectSuccess(docker("push", image))
            try expectSuccess(docker("rmi", image))
            try expectSuccess(docker("pull", image))
            #expect(try docker.image(image) == made)
            // A login without a username uses what is kept.
            try expectSuccess(docker("login", registry.address))

            try expectSuccess(docker("logout", registry.address))
            #expect(try lookup() == "")
            try expectSuccess(docker("rmi", image))
            expectFailure(try docker("pull", image), saying: "no basic auth credentials")
        }

        @Test("docker tells its user that the keyring is locked")
        func locked() throws {
            let docker = try DockerClient(on: workstation, using: .credsStore, for: registry)
            try expectSuccess(docker.login(registry.address, as: registry.username, password: registry.token))
            let locked = try DockerClient(
                on: workstation,
                using: .credsStore,
                for: registry,
                and: ["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": ""]
            )
            expectFailure(try locked("pull", image), saying: "hint: unlock it: docker-credential-pat unlock")
        }

        @Test("skopeo shares the keyring with docker", arguments: Skopeo.Configuration.allCases)
        func skopeo(_ configuration: Skopeo.Configuration) throws {
            let docker = try DockerClient(on: workstation, using: .credsStore, for: registry)
            let skopeo = try Skopeo(on: workstation, using: configuration, for: registry)
            try expectSuccess(skopeo.login(registry.address, as: registry.username, password: registry.token))
            #expect(try lookup() == registry.token)
            try expectSuccess(docker.makeImage(image))
            try expectSuccess(docker("push", image))
            try expectSuccess(docker("rmi", image))
            try expectSuccess(skopeo.inspect(image))
            try expectSuccess(skopeo("logout", registry.address))
            #expect(try lookup() == "")
        }
    }
}
