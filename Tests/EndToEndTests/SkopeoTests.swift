import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    @Suite("skopeo")
    struct SkopeoTests {
        @Test("One keyring serves skopeo and docker", arguments: Skopeo.Configuration.allCases)
        func session(_ configuration: Skopeo.Configuration) throws {
            let registry = try Registry()
            let workstation = try Workstation()
            let keyring = try ReferenceHelper(in: workstation.environment)
            let docker = try DockerClient(on: workstation, using: .credsStore, for: registry)
            let skopeo = try Skopeo(on: workstation, using: configuration, for: registry)
            let image = "\(registry.address)/hello:1"
            let copy = workstation.home / "copy"

            // docker logs in, and skopeo gets in.
            try expectSuccess(docker.login(registry.address, as: registry.username, password: registry.token))
            try expectSuccess(docker.makeImage(image))
            try expectSuccess(docker("push", image))
            try expectSuccess(docker("rmi", image))
            let inspection = try skopeo.inspect(image)
            try expectSuccess(inspection)
            #expect(inspection.outputText.contains("\(registry.address)/hello"))
            try expectSuccess(skopeo("copy", "--src-tls-verify=false", "docker://\(image)", "dir:\(copy)"))
            #expect(FileManager.default.fileExists(atPath: "\(copy)/manifest.json"))

            // skopeo logs out, and neither gets in.
            try expectSuccess(skopeo("logout", registry.address))
            #expect(try keyring.accounts() == [:])
            expectFailure(try skopeo.inspect(image), saying: "authentication required")
            expectFailure(try docker("pull", image), saying: "no basic auth credentials")

            let mistyped = try skopeo.login(registry.address, as: registry.username, password: "not-the-password")
            expectFailure(mistyped, saying: "invalid username/password")
            #expect(registry.wrongPasswords > 0)
            #expect(try keyring.accounts() == [:])

            // skopeo logs in, and docker gets in.
            try expectSuccess(skopeo.login(registry.address, as: registry.username, password: registry.token))
            #expect(try keyring.credential(for: registry.address)?.secret == registry.token)
            #expect(try workstation.filesHolding(registry.token, of: registry.username) == [])
            try expectSuccess(skopeo.inspect(image))
            try expectSuccess(docker("pull", image))
            try expectSuccess(docker("rmi", image))
        }
    }
}
