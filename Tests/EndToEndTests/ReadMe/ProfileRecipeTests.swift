import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    @Suite("The README's recipes for several accounts of one registry")
    struct ProfileRecipeTests {
        private let desktop: TwoAccounts

        init() throws {
            desktop = try TwoAccounts()
        }

        @Test("Two directories for docker")
        func directories() throws {
            let ran = try desktop.type(ReadMeRecipe.profile.text(with: desktop.names), login: true)
            #expect(ran.outputText.contains("Login Succeeded"), "\(ran.outputText)")
            try desktop.expectDocker(".docker-work", pulls: desktop.tool, andNot: desktop.hello)
            try desktop.expectDocker(".docker", pulls: desktop.hello, andNot: desktop.tool)
            try desktop.expectBothKept()
        }

        @Test("One registry for work, all others as before")
        func registry() throws {
            try desktop.makeProfile()
            let block = try ReadMeRecipe.profileOfRegistry.text(with: desktop.names)
            let file = block.drop { $0 != "\n" }
            #expect(block.hasPrefix("$ cat ~/.docker/config.json\n"))
            try desktop.workstation.write(String(file), to: ".docker/config.json")
            try desktop.expectDocker(".docker", pulls: desktop.tool, andNot: desktop.hello)
            try desktop.expectBothKept()

            let other = try Registry()
            let login = ["docker", "login", "--username", other.username, "--password-stdin", other.address]
            try expectSuccess(
                Command.run(login, input: Data(other.token.utf8), environment: desktop.environment)
            )
            let kept = try HelperBinary.run(["get", other.address], in: desktop.workstation.environment)
            #expect(try kept.credential.username == other.username)
        }

        @Test("podman, with a file for each account")
        func podman() throws {
            try DebianPackage.require("podman", from: "podman")
            try desktop.makeProfile()
            let (workstation, address) = (desktop.workstation, desktop.registry.address)
            let files = [
                "policy.json": #"{"default": [{"type": "insecureAcceptAnything"}]}"#,
                "registries.conf": "[[registry]]\nlocation = \"\(address)\"\ninsecure = true\n",
                "auth.json": #"{"credHelpers": {"\#(address)": "pat"}}"#,
                "storage.conf": """
                [storage]
                driver = "vfs"
                graphroot = "/var/lib/containers/storage"
                runroot = "/run/containers/storage"

                """,
            ]
            for (name, text) in files { try workstation.write(text, to: ".config/containers/\(name)") }
            let own = [
                "REGISTRY_AUTH_FILE": workstation.home / ".config/containers/auth.json",
                "CONTAINERS_STORAGE_CONF": workstation.home / ".config/containers/storage.conf",
            ]
            let denied = """

                if podman pull \(desktop.tool); then exit 1; fi
                if podman pull --authfile ~/.config/containers/work.json \(desktop.hello); then exit 1; fi
                """
            let ran = try desktop.type(
                ReadMeRecipe.profileOfPodman.text(with: desktop.names) + denied,
                login: true,
                around: PrivateMounts.around,
                and: own
            )
            #expect(ran.outputText.contains("Login Succeeded!"), "\(ran.outputText)")
            #expect(ran.outputText.matches(of: /requested access to the resource is denied/).count >= 2)
            try desktop.expectBothKept()
        }

        @Test("Compose, with two projects at the same time")
        func compose() throws {
            try DebianPackage.require("docker-compose", from: "docker-compose")
            try desktop.makeProfile()
            let workstation = desktop.workstation
            try workstation.write(#"{"credsStore": "pat-work"}"#, to: ".docker-work/config.json")
            let images = ["hello": desktop.hello, "tool": desktop.tool]
            for (project, image) in images {
                let services = "version: '3'\nservices:\n  one:\n    image: \(image)\n"
                try workstation.write(services, to: "\(project)/compose.yaml")
            }
            // Debian 12 has the program, and no plugin.
            let block = try ReadMeRecipe.profileOfCompose.text().replacing("docker compose", with: "docker-compose")
            let lines = block.split(separator: "\n")
            try #require(lines.count == 2)
            _ = try desktop.type("\(lines[0]) &\nfirst=$!\n\(lines[1])\nwait $first\n")
            for image in images.values {
                try expectSuccess(Command.run(["docker", "image", "inspect", image], environment: desktop.environment))
            }
            let swapped = try desktop.type("if (cd ~/tool && docker-compose pull); then exit 1; fi")
            #expect(swapped.outputText.contains("denied"), "\(swapped.outputText)")
        }

        /// buildx reads the file by docker's own code, and asks for the host: so does docker when it is told to.
        @Test("One repository, as buildx reads its file")
        func buildx() throws {
            try desktop.makeProfile()
            _ = try desktop.type(ReadMeRecipe.profileOfBuildx.text(with: desktop.names))
            let directory = ".docker/buildx/config/\(desktop.tool)"
            try desktop.expectDocker(directory, pulls: desktop.tool, andNot: desktop.hello)
            try desktop.expectDocker(".docker", pulls: desktop.hello, andNot: desktop.tool)
            try desktop.expectBothKept()
        }
    }
}
