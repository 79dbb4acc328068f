import Foundation
import TestSupport
import Testing

@Suite("Reminders on a desktop")
struct NotificationTests {
    /// A session with a token in its keyring that is about to expire.
    private func session(services: [String: String] = [:]) throws -> KeyringSession {
        let session = try KeyringSession(services: services)
        let ran = try HelperBinary.run(
            ["store"],
            input: #"{"ServerURL":"a&b.example","Username":"u","Secret":"s3cret"}"#,
            in: session.environment.setting(["DOCKER_CREDENTIAL_PAT_EXPIRES": "5d"])
        )
        try #require(ran.status == 0, "\(ran.errorText)")
        return session
    }

    @Test(
        "A real notification daemon shows it, once a day, be the text markup for it or not",
        arguments: [("full", "a&amp;b.example"), ("no", "a&b.example")]
    )
    func dunst(markup: String, name: String) throws {
        try DebianPackage.require("dunst", from: "dunst")
        let session = try session()
        let configuration = session.directory / "dunstrc"
        try Data("[global]\nmarkup = \(markup)\n".utf8).write(to: URL(fileURLWithPath: configuration))
        let display = try VirtualDisplay()
        defer { display.stop() }
        let dunst = try BackgroundProcess(
            ["dunst", "-config", configuration, "-print"],
            environment: session.environment.setting(["DISPLAY": display.name])
        )
        defer { dunst.stop() }
        try dunst.waitUntil { try session.isOwned("org.freedesktop.Notifications") }

        for _ in 0..<2 {
            let ran = try HelperBinary.run(["status", "--notify"], in: session.environment)
            #expect(ran.status == 3 && ran.outputText == "" && ran.errorText == "", "\(ran.errorText)")
        }
        try dunst.waitUntil { dunst.logText.contains("b.example") }
        let shown = dunst.logText
        #expect(shown.matches(of: /summary: 'A registry token expires soon'/).count == 1, "\(shown)")
        #expect(shown.contains("appname: 'docker-credential-pat'"))
        #expect(shown.contains("body: 'The token for \(name) (…) expires in 5 days'"), "\(shown)")
        #expect(!shown.contains("s3cret"))
    }

    /// What the bus starts when somebody is to see something, or to be asked for a password; it only leaves a mark.
    private func marked(_ names: [String], in place: TemporaryDirectory) throws -> [String: String] {
        var services: [String: String] = [:]
        for name in names {
            let program = place / "\(name).start"
            try TestProgram.make(program, script: ": >\(place / name)")
            services[name] = program
        }
        return services
    }

    private static let notifications = "org.freedesktop.Notifications"
    private static let prompters = ["org.gnome.keyring.SystemPrompter", "org.gnome.keyring.PrivatePrompter"]

    @Test("Of a locked keyring nothing is on the desktop, nobody is asked, and the journal has the reason")
    func locked() throws {
        let place = try TemporaryDirectory()
        let session = try session(services: try marked([Self.notifications] + Self.prompters, in: place))
        try session.lock()
        let ran = try HelperBinary.run(["status", "--notify"], in: session.environment)
        #expect(ran.status == 1 && ran.outputText == "" && ran.errorText == "", "\(ran.errorText)")
        try session.restartKeyring(.locked)
        let hidden = try HelperBinary.run(["status", "--notify"], in: session.environment)
        #expect(hidden.status == 1 && hidden.outputText == "")
        #expect(hidden.errorText.hasPrefix("the keyring is locked: there may be more in it\nhint: "))
        for name in [Self.notifications] + Self.prompters { #expect(access(place / name, F_OK) != 0, "\(name)") }
    }

    @Test("Where no keyring can be reached nothing is on the desktop, and the reason is said once")
    func absent() throws {
        let place = try TemporaryDirectory()
        let session = try KeyringSession(.none, services: try marked([Self.notifications], in: place))
        let reason = "no keyring: nothing on the session bus provides org.freedesktop.secrets\n"
        let ran = try HelperBinary.run(["status", "--notify"], in: session.environment)
        #expect(ran.status == 1 && ran.outputText == reason && ran.errorText.hasPrefix(reason + "hint: "))
        #expect(access(place / Self.notifications, F_OK) != 0)
        let nowhere = try HelperBinary.run(["status", "--notify"], in: session.environmentWithoutBus)
        #expect(nowhere.status == 1 && nowhere.outputText.hasPrefix("no keyring: no D-Bus session bus"))
    }

    @Test("Where nothing shows notifications, it is on standard error")
    func journal() throws {
        let session = try session()
        let ran = try HelperBinary.run(["status", "--notify"], in: session.environment)
        #expect(ran.status == 3 && ran.outputText == "")
        #expect(ran.errorText == "warning: the token for a&b.example (…) expires in 5 days\n")
    }

    @Test("A notification daemon that does not answer is as good as none")
    func hanging() throws {
        let session = try session(services: ["org.freedesktop.Notifications": "/bin/sleep 30"])
        let ran = try HelperBinary.run(
            ["status", "--notify"],
            in: session.environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "1"])
        )
        #expect(ran.status == 3)
        #expect(ran.errorText.hasPrefix("warning: the token for a&b.example"))
    }
}
