import Foundation
import TestSupport
import Testing

@Suite("Which keyring is used")
struct KeyringChoiceTests {
    @Test("The Secret Service where there is one, the file where there is none; never both in silence")
    func choice() throws {
        let machine = try HeadlessMachine(setting: nil)
        let file = ["DOCKER_CREDENTIAL_PAT_KEYRING": "file"]
        #expect(try machine.helper("get", "ghcr.io").outputText.hasPrefix("no keyring: "))
        let credential = DockerCredential(server: "ghcr.io", username: "u", secret: "in the file")
        #expect(try machine.helper("store", input: credential.json, and: file).status == 0)
        #expect(try machine.helper("get", "ghcr.io").outputText.contains("in the file"))
        #expect(try machine.helper("status", "--json").outputText.hasPrefix(#"{"keyring":"file","#))

        // A session that offers nothing.
        let empty = try KeyringSession(.none)
        let bus = ["DBUS_SESSION_BUS_ADDRESS": empty.environment["DBUS_SESSION_BUS_ADDRESS"]!]
        #expect(try machine.helper("get", "ghcr.io", and: bus).outputText.contains("in the file"))
        let service = bus.setting(["DOCKER_CREDENTIAL_PAT_KEYRING": "service"])
        #expect(try machine.helper("get", "ghcr.io", and: service).outputText.hasPrefix("no keyring: nothing on"))

        // A desktop.
        let session = try KeyringSession()
        let desktop = ["DBUS_SESSION_BUS_ADDRESS": session.environment["DBUS_SESSION_BUS_ADDRESS"]!]
        let status = try machine.helper("status", "--json", and: desktop)
        #expect(status.outputText.hasPrefix(#"{"keyring":"service","#))
        #expect(status.errorText == "note: \(machine.file) is not in use; setup --keyring file would choose it\n")
        #expect(try machine.helper("get", "ghcr.io", and: desktop).status == 1)
        let chosen = desktop.setting(file)
        #expect(try machine.helper("get", "ghcr.io", and: chosen).outputText.contains("in the file"))
        // A Secret Service that does not come up is in trouble, which is no reason to take the file.
        let hanging = try KeyringSession(.none, services: ["org.freedesktop.secrets": "/bin/sleep 30"])
        let trouble = [
            "DBUS_SESSION_BUS_ADDRESS": hanging.environment["DBUS_SESSION_BUS_ADDRESS"]!,
            "DOCKER_CREDENTIAL_PAT_TIMEOUT": "1",
        ]
        let get = try machine.helper("get", "ghcr.io", and: trouble)
        #expect(get.outputText == "the keyring did not answer within 1 s\n")
        // setup writes down which keyring it has found.
        #expect(try machine.helper("setup", and: desktop).outputText.contains("keyring is service\n"))
    }
}
