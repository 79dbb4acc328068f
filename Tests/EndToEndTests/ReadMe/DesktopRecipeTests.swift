import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    @Suite("The README's sessions on a desktop")
    struct DesktopRecipeTests {
        private let desktop: ReadMeDesktop

        init() throws {
            desktop = try ReadMeDesktop()
        }

        @Test("The first: from setup to logout")
        func session() throws {
            try desktop.writePlainLogin()
            try desktop.expect(
                ReadMeRecipe.session.text(with: desktop.names),
                replies: [ReadMeDesktop.consent, desktop.password]
            )
            #expect(try desktop.workstation.filesHolding("s3cret", of: "ann") == [])
            #expect(try HelperBinary.run(["list"], in: desktop.workstation.environment).accounts == ["quay.io": "ann"])
            try expectSuccess(desktop.docker("rmi", desktop.image))
        }

        @Test("To say when a token expires")
        func expiry() throws {
            try desktop.workstation.write(#"{"credsStore": "pat"}"#, to: ".docker/config.json")
            try desktop.login()
            // The README's date will be over one day.
            let date = (Date() + 97 * 86_400).formatted(.iso8601.year().month().day())
            let block = try ReadMeRecipe.expiry.text(with: desktop.names).replacing("2027-03-01", with: date)
            try desktop.expect(block, replies: [desktop.password])
        }

        @Test("The warning of a token that expires")
        func warning() throws {
            try desktop.workstation.write(#"{"credsStore": "pat"}"#, to: ".docker/config.json")
            try desktop.login(expires: "5d")
            try desktop.expect(ReadMeRecipe.warning.text(with: desktop.names))
            try expectSuccess(desktop.docker("rmi", desktop.image))
        }

        @Test("What the registries say")
        func check() throws {
            let environment = desktop.workstation.environment
            try desktop.workstation.write(#"{"credsStore": "pat"}"#, to: ".docker/config.json")
            try desktop.login(expires: "90d")
            let other = try Registry(username: "ann")
            let refused = DockerCredential(server: other.address, username: "ann", secret: "not the password")
            try expectSuccess(HelperBinary.store(refused, in: environment))
            let block = try ReadMeRecipe.check.text(with: desktop.names)
            try desktop.expect(block.replacing("registry.example", with: other.address))
        }

        @Test("What doctor finds")
        func doctor() throws {
            try desktop.writePlainLogin(helper: #""credsStore": "pat", "#)
            let stored = DockerCredential(
                server: desktop.registry.address,
                username: desktop.registry.username,
                secret: desktop.registry.token
            )
            let expires = ["DOCKER_CREDENTIAL_PAT_EXPIRES": "5d"]
            try expectSuccess(HelperBinary.store(stored, in: desktop.workstation.environment.setting(expires)))
            try desktop.expect(ReadMeRecipe.doctor.text(with: desktop.names))
        }

        @Test("To move over from docker-credential-pass")
        func moving() throws {
            let (workstation, home) = (desktop.workstation, desktop.workstation.home)
            let pass = try DebianPackage.require(
                "docker-credential-pass",
                from: "golang-docker-credential-helpers"
            )
            for program in ["pass", "gpg"] { try DebianPackage.require(program, from: program) }
            let environment = workstation.environment
            defer { _ = try? Command.run(["gpgconf", "--kill", "gpg-agent"], environment: environment) }
            let start =
                "gpg --batch --passphrase '' --quick-generate-key ann default default never && pass init ann"
            try FileManager.default.createDirectory(
                atPath: home / ".gnupg",
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            try expectSuccess(Command.run(["sh", "-c", start], environment: environment))
            let kept = DockerCredential(server: "quay.io", username: "ann", secret: "s3cret")
            try expectSuccess(Command.run([pass, "store"], input: Data(kept.json.utf8), environment: environment))

            let block = try ReadMeRecipe.moving.text()
            let ran = try TerminalUser.run(block, replies: [ReadMeDesktop.consent], in: environment)
            #expect(ran.status == 0 && ran.outputText.contains("took over quay.io (ann)"), "\(ran.outputText)")
            #expect(try HelperBinary.run(["get", "quay.io"], in: environment).credential == kept)
            let left = try Command.run([pass, "list"], environment: environment)
            #expect(try left.accounts == ["quay.io": "ann"], "\(left.errorText)")
        }
    }
}
