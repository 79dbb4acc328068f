import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    @Suite("The README's recipes for a server")
    struct ServerRecipeTests {
        private let registry: Registry
        private let workstation: Workstation
        private let docker: DockerClient
        private let image: String

        init() throws {
            registry = try Registry()
            workstation = try Workstation(on: HeadlessMachine(.none, setting: nil))
            docker = try DockerClient(on: workstation, using: .credsStore, for: registry)
            image = try registry.publish("octocat/hello")
        }

        /// The test's registry in place of the example's.
        private var names: KeyValuePairs<String, String> {
            ["ghcr.io": registry.address, "-u octocat": "-u \(registry.username)"]
        }

        /// A shell's, with all programs on its PATH.
        private var environment: [String: String] {
            let path = ["PATH": "\(workstation.programs):\(SearchPath.system)"]
            return docker.environment.setting(path)
        }

        private func expectNothingInTheClear() throws {
            #expect(try workstation.filesHolding(registry.token, of: registry.username) == [])
        }

        @Test("By hand, over ssh")
        func byHand() throws {
            let script = workstation.home / "recipe"
            try workstation.write("set -e\n" + ReadMeRecipe.byHand.text(with: names), to: "recipe")
            let ran = try TerminalUser.run(
                "sh \(script)",
                replies: [
                    ReadMeDesktop.consent,
                    .init(to: "New password of the keyring: ", keys: #"pw\n"#),
                    .init(to: "The same once more: ", keys: #"pw\n"#),
                    .init(to: "Password: ", keys: #"\#(registry.token)\n"#),
                ],
                in: environment
            )
            #expect(ran.status == 0, "\(ran.outputText)")
            #expect(ran.outputText.contains("Login Succeeded"))
            #expect(!ran.outputText.contains(registry.token))
            try expectSuccess(docker("pull", image))
            try expectSuccess(docker("rmi", image))
            try expectNothingInTheClear()

            // After a reboot, which takes the kernel's keys.
            #expect(try HelperBinary.run(["lock"], in: workstation.environment).status == 0)
            expectFailure(try docker("pull", image), saying: "hint: unlock it: docker-credential-pat unlock")
            let unlocked = try TerminalUser.run(
                "docker-credential-pat unlock --timeout 5m",
                replies: [.init(to: "Password of the keyring: ", keys: #"pw\n"#)],
                in: environment
            )
            #expect(unlocked.status == 0)
            try expectSuccess(docker("pull", image))
            try expectSuccess(docker("rmi", image))
            _ = try HelperBinary.run(["lock"], in: workstation.environment)
        }

        @Test("A systemd service: what LoadCredential= puts before it, without systemd")
        func service() throws {
            let etc = workstation.home / "etc"
            let prepare = try ReadMeRecipe.serviceKey.text()
            let unit = try ReadMeRecipe.serviceUnit.text(with: names)
            let made = try Command.run(["sh", "-ec", prepare.replacing("/etc/", with: "\(etc)/")])
            #expect(made.status == 0, "\(made.errorText)")

            // Name and file of the credential, the variable, and the command.
            let settings = Dictionary(
                uniqueKeysWithValues: unit.split(separator: "\n").dropFirst().map { line in
                    let parts = line.split(separator: "=", maxSplits: 1)
                    return (String(parts[0]), String(parts[1]))
                }
            )
            let credential = try #require(settings["LoadCredential"]?.split(separator: ":").map(String.init))
            let variable = try #require(settings["Environment"]?.split(separator: "=").map(String.init))
            let command = try #require(settings["ExecStart"]?.split(separator: " ").map(String.init))
            let credentials = workstation.home / "credentials"
            try FileManager.default.createDirectory(atPath: credentials, withIntermediateDirectories: false)
            let copy = "\(credentials)/\(credential[0])"
            try FileManager.default.copyItem(atPath: credential[1].replacing("/etc/", with: "\(etc)/"), toPath: copy)
            chmod(copy, 0o400)
            chmod(credentials, 0o500)

            let service = try DockerClient(
                on: workstation,
                using: .credsStore,
                for: registry,
                and: ["CREDENTIALS_DIRECTORY": credentials, variable[0]: variable[1]]
            )
            try expectSuccess(service.login(registry.address, as: registry.username, password: registry.token))
            #expect(command[0] == "/usr/bin/docker")
            try expectSuccess(service(command[1], command[2]))
            try expectSuccess(service("rmi", image))
            try expectNothingInTheClear()
            // Nobody else gets at it, without the credential.
            expectFailure(try docker("pull", image), saying: "the keyring is locked")
        }

        /// Runs the recipe for a job, as in a container that refuses the kernel's keyring.
        private func runJob(_ recipe: String, temporary: String) throws -> Command {
            let command = KernelKeyring.forbidden(failingWith: EPERM, to: ["sh", "-exc", recipe])
            let own = ["REGISTRY_TOKEN": registry.token, "TMPDIR": temporary]
            return try Command.run(command, environment: environment.setting(own))
        }

        @Test("A CI job, twice in one home, then two at once, and one that is cancelled; nothing is left")
        func job() throws {
            let temporary = workstation.home / "tmp"
            try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
            let before = try FileManager.default.subpathsOfDirectory(atPath: workstation.home.path)
            func expectNothingLeft() throws {
                #expect(try FileManager.default.subpathsOfDirectory(atPath: workstation.home.path) == before)
            }
            let recipe = try ReadMeRecipe.job.text(with: names)
            for _ in 1...2 {
                let ran = try runJob(recipe, temporary: temporary)
                try expectSuccess(ran)
                #expect(ran.outputText.contains("Login Succeeded"))
                try expectNothingLeft()
            }

            let both = try runJob("( \(recipe) ) & ( \(recipe) ) & wait", temporary: temporary)
            try expectSuccess(both)
            #expect(both.outputText.matches(of: /Login Succeeded/).count == 2, "\(both.outputText)")
            try expectNothingLeft()

            let cancelled = try runJob(recipe + "\nkill $$; sleep 1", temporary: temporary)
            #expect(cancelled.outputText.contains("Login Succeeded") && cancelled.status == 1)
            try expectNothingLeft()
            try expectSuccess(docker("rmi", image))
            expectFailure(try docker("pull", image), saying: "no basic auth credentials")
        }
    }
}
