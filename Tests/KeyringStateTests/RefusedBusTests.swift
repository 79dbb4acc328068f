import Foundation
import TestSupport
import Testing

@Suite("The bus, or a sandbox's proxy of it, lets nobody through")
struct RefusedBusTests {
    private static let denied = "no keyring: the session bus, or a sandbox, denies access to org.freedesktop.secrets"
    private static let words = "no keyring: the D-Bus session bus refused the connection"
    private static let encryptedFile =
        "keep the keyring in an encrypted file: docker-credential-pat setup --keyring file\n"

    /// A program's environment in a sandbox that shows the keyring, and lets nobody speak to it.
    private static func sandbox(_ session: KeyringSession, _ body: ([String: String]) throws -> Void) throws {
        try DebianPackage.require("xdg-dbus-proxy", from: "xdg-dbus-proxy")
        let socket = session.directory / "proxy"
        let bus = session.environment["DBUS_SESSION_BUS_ADDRESS"]!
        let proxy = try BackgroundProcess(
            ["xdg-dbus-proxy", bus, socket, "--filter", "--see=org.freedesktop.secrets"],
            environment: session.environment
        )
        defer { proxy.stop() }
        try proxy.waitUntil { FileManager.default.fileExists(atPath: socket) }
        try body(session.environment.setting(["DBUS_SESSION_BUS_ADDRESS": "unix:path=\(socket)"]))
    }

    @Test("A sandbox denies access to the keyring", arguments: Verb.allCases)
    func denied(_ verb: Verb) throws {
        try Self.sandbox(KeyringSession()) { environment in
            let ran = try verb.run(in: environment)
            expectFailure(ran, saying: Self.denied)
            let hint =
                "hint: allow it (flatpak: --talk-name=org.freedesktop.secrets; snap: password-manager-service), or "
            #expect(ran.errorText.hasSuffix(hint + Self.encryptedFile))
        }
    }

    @Test("In a sandbox that denies access the encrypted file is used, and setup chooses it")
    func file() throws {
        try Self.sandbox(KeyringSession()) { environment in
            let machine = try HeadlessMachine(setting: nil)
            let sandbox = environment.filter { $0.key == "DBUS_SESSION_BUS_ADDRESS" }
            let setup = try machine.helper("setup", "--yes", and: sandbox)
            #expect(setup.status == 0 && setup.outputText.contains("keyring is file\n"), "\(setup.outputText)")
            unlink(machine.settingsFile)
            // With nothing chosen, the first login chooses it.
            let store = try machine.helper("store", input: Verb.request, and: sandbox)
            #expect(store.status == 0, "\(store.outputText)")
            #expect(try machine.helper("get", "ghcr.io", and: sandbox).outputText.contains("the new secret"))
            #expect(try machine.helper("get", "ghcr.io").outputText.contains("the new secret"))
        }
    }

    @Test("The bus is another user's", arguments: Verb.allCases)
    func foreignBus(_ verb: Verb) throws {
        // The bus refuses who comes through.
        let session = try KeyringSession()
        let helper = try HelperBinary.copy(forEveryUserIn: session.directory)
        chmod(session.directory / "run", 0o755)
        chmod(session.directory / "run/bus", 0o777)
        let bus = ["DBUS_SESSION_BUS_ADDRESS": session.environment["DBUS_SESSION_BUS_ADDRESS"]!]
        func expectRefused() throws {
            let user = ["setpriv", "--reuid=65533", "--regid=65533", "--clear-groups", "--"]
            let ran = try verb.run(as: user + [helper], in: bus)
            expectFailure(ran, saying: Self.words)
            let hint = "hint: it may be another user's, as with sudo -E: run it as that user, or "
            #expect(ran.errorText.hasSuffix(hint + Self.encryptedFile))
        }
        try expectRefused()
        // Nobody comes through.
        chmod(session.directory / "run", 0o700)
        try expectRefused()
    }
}
