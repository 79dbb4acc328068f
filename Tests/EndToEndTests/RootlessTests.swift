import Foundation
import TestSupport
import Testing

@Suite("podman and buildah without root, with the keyring in an encrypted file", .serialized)
struct RootlessTests {
    @Test("What unlock has opened they can use, until lock", arguments: RootlessClient.Program.allCases)
    func session(_ program: RootlessClient.Program) throws {
        let registry = try Registry()
        let machine = try HeadlessMachine(.none)
        let client = try RootlessClient(program, on: machine, for: registry)
        defer { client.stop() }
        let image = "\(registry.address)/hello:1"
        let unlock = ["unlock", "--timeout", "10m", "--password-file", machine.passwordFile]

        try expectSuccess(client.helper(unlock))
        let account = ["--username", registry.username, "--password-stdin", registry.address]
        try expectSuccess(client(["login", "--tls-verify=false"] + account, input: registry.token))
        try client.pushImage(image)
        try expectSuccess(client(["pull", "--tls-verify=false", image]))
        try expectSuccess(client(["rmi", image]))

        try expectSuccess(client.helper(["lock"]))
        let locked = try client(["pull", "--tls-verify=false", image])
        expectFailure(locked, saying: "the keyring is locked\nhint: unlock it: docker-credential-pat unlock\n")
        try expectSuccess(client.helper(unlock))
        try expectSuccess(client(["pull", "--tls-verify=false", image]))
        try expectSuccess(client(["logout", registry.address]))
        #expect(try client.helper(["list"]).outputText == "{}\n")
        try expectSuccess(client.helper(["lock"]))
    }
}
