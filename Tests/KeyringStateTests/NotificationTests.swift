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
