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
        #expect(try machine.helper("setup", "--yes", and: desktop).outputText.contains("keyring is service\n"))
    }

    @Test("With nothing chosen and a file there, the keyring of the first login is the one from then on")
    func firstLogin() throws {
        let session = try KeyringSession()
        let desktop = ["DBUS_SESSION_BUS_ADDRESS": session.environment["DBUS_SESSION_BUS_ADDRESS"]!]
        let first = DockerCredential(server: "first.example", username: "u", secret: "s").json
        let later = DockerCredential(server: "later.example", username: "u", secret: "later").json
        func machineWithFile() throws -> HeadlessMachine {
            let machine = try HeadlessMachine(setting: nil)
            let file = ["DOCKER_CREDENTIAL_PAT_KEYRING": "file"]
            #expect(try machine.helper("store", input: first, and: file).status == 0)
            #expect(!FileManager.default.fileExists(atPath: machine.settingsFile))
            return machine
        }

        // On a day without a Secret Service it is the file, also when one is there the next day.
        let file = try machineWithFile()
        let always = ["DOCKER_CREDENTIAL_PAT_WARN": "always"]
        let store = try file.helper("store", input: later, and: always)
        #expect(store.status == 0 && store.outputText == "")
        #expect(store.errorText == "note: the keyring is file from now on, as noted in \(file.settingsFile)\n")
        #expect(try file.helper("get", "later.example", and: desktop).outputText.contains("later"))
        #expect(try file.helper("status", "--json", and: desktop).outputText.hasPrefix(#"{"keyring":"file","#))

        // And the other way round: what is in the Secret Service is not called absent the day there is none.
        let service = try machineWithFile()
        #expect(try service.helper("store", input: later, and: desktop).status == 0)
        #expect(try service.helper("get", "later.example", and: desktop).outputText.contains("later"))
        #expect(try service.helper("get", "later.example").outputText.hasPrefix("no keyring: no D-Bus session bus"))
    }

    @Test("A login succeeds although the choice cannot be noted")
    func unrecordable() throws {
        let machine = try HeadlessMachine(setting: nil)
        let credential = DockerCredential(server: "ghcr.io", username: "u", secret: "s").json
        let file = ["DOCKER_CREDENTIAL_PAT_KEYRING": "file"]
        #expect(try machine.helper("store", input: credential, and: file).status == 0)
        let ran = try machine.helper("store", input: credential, and: ["XDG_CONFIG_HOME": "/proc/sys"])
        #expect(ran.status == 0 && ran.errorText == "")
    }
}
