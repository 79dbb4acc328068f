import Foundation
import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("status --notify")
struct ReminderTests {
    /// A desktop that remembers what it has shown.
    private final class TestDesktop: Desktop, Notifier {
        var hasNotifications = true
        var takesThem = true
        private(set) var shown: [CredentialHelper.Notification] = []

        func notifier(_ limits: TimeLimits) -> (any Notifier)? { hasNotifications ? self : nil }

        func show(_ notification: CredentialHelper.Notification) -> Bool {
            if takesThem { shown.append(notification) }
            return takesThem
        }
    }

    private let console = TestConsole()
    private let store = InMemoryStore()
    private let desktop = TestDesktop()
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func keep(_ server: String, secret: String = "secret", expiry: String?) throws {
        let expiry = Expiry(recorded: expiry)
        try store.store(
            Credential(server: server, username: "u", secret: Secret(secret), recordedExpiry: expiry)
        )
    }

    private func run(_ words: String..., later seconds: Int64 = 0) -> Int32 {
        console.run(
            words,
            over: store,
            environment: ["XDG_STATE_HOME": directory.path, "DOCKER_CREDENTIAL_PAT_WARN": "always"],
            now: UnixTime(seconds: TestConsole.now.seconds + seconds),
            desktop: desktop
        )
    }

    @Test("One notification of all that expires, the soonest first, and of nothing else")
    func notification() throws {
        try keep("fine.example", expiry: "2027-06-01T00:00:00Z")
        try keep("soon.example", expiry: "2027-01-06T00:00:00Z")
        try keep("late.example", expiry: "2026-12-30T00:00:00Z")
        try keep("https://index.docker.io/v1/access-token", expiry: "2027-01-01T00:10:00Z")
        #expect(run("status", "--notify") == 4)
        #expect(
            desktop.shown == [
                Notification(
                    summary: "2 registry tokens have expired or expire soon",
                    body: """
                        The token for late.example (…) expired 2 days ago
                        The token for soon.example (…) expires in 5 days
                        """
                )
            ]
        )
        #expect(console.output == "" && console.error == "")
    }

    @Test("All is well: no notification")
    func nothing() throws {
        try keep("fine.example", expiry: "2027-06-01T00:00:00Z")
        #expect(run("status", "--notify") == 0)
        #expect(desktop.shown == [] && console.output == "" && console.error == "")
    }

    @Test(
        "What was said of a number of tokens",
        arguments: [
            (["2027-01-06"], "A registry token expires soon"), (["2026-12-30"], "A registry token has expired"),
            (["2027-01-06", "2027-01-07"], "2 registry tokens expire soon"),
            (["2026-12-30", "2026-12-31"], "2 registry tokens have expired"),
        ]
    )
    func summary(dates: [String], summary: String) throws {
        for (index, date) in dates.enumerated() { try keep("s\(index).example", expiry: "\(date)T00:00:00Z") }
        _ = run("status", "--notify")
        #expect(desktop.shown.map(\.summary) == [summary])
    }

    @Test("Each token once a day, whether a notification says it or a get")
    func oncePerDay() throws {
        try keep("a.example", expiry: "2027-01-06T00:00:00Z")
        #expect(run("status", "--notify") == 3)
        #expect(run("status", "--notify", later: 3_600) == 3)
        #expect(desktop.shown.count == 1)
        #expect(run("get", "a.example", later: 7_200) == 0)
        #expect(console.error == "")

        try keep("b.example", expiry: "2027-01-07T00:00:00Z")
        #expect(run("get", "b.example", later: 10_000) == 0)
        #expect(console.error.contains("b.example"))
        #expect(run("status", "--notify", later: 11_000) == 3)
        #expect(desktop.shown.count == 1)
        #expect(run("status", "--notify", later: 86_401) == 3)
        #expect(desktop.shown.count == 2 && desktop.shown.last?.body.contains("a.example") == true)
        #expect(desktop.shown.last?.body.contains("b.example") == false)
    }

    @Test("The tokens of two profiles are two, also for one server and with one expiry")
    func profiles() throws {
        let work = Profile("work")!
        let credential = Credential(
            server: "a.example",
            username: "u",
            secret: Secret("secret"),
            recordedExpiry: Expiry(recorded: "2027-01-06T00:00:00Z")
        )
        try store.store(credential)
        #expect(run("status", "--notify") == 3)
        #expect(desktop.shown.map(\.body) == ["The token for a.example (…) expires in 5 days"])

        try store.inProfile(work).store(credential)
        #expect(run("status", "--notify") == 3)
        let ofWork = "Profile work: the token for a.example (…) expires in 5 days"
        #expect(desktop.shown.dropFirst().map(\.body) == [ofWork])
        #expect(run("status", "--notify") == 3)
        #expect(desktop.shown.count == 2)
        #expect(run("get", "--profile", "work", "a.example") == 0 && console.error == "")
    }

    @Test("Without a desktop it is written to standard error, and that keeps no later warning back")
    func journal() throws {
        try keep("a.example", expiry: "2027-01-06T00:00:00Z")
        desktop.hasNotifications = false
        let line = "warning: the token for a.example (…) expires in 5 days\n"
        for _ in 0..<2 {
            #expect(run("status", "--notify") == 3)
            #expect(console.error == line && console.output == "")
        }
        desktop.hasNotifications = true
        desktop.takesThem = false
        #expect(run("status", "--notify") == 3)
        #expect(console.error == line && desktop.shown == [])
    }

    @Test("The period of --within counts, and --json is another form")
    func options() throws {
        try keep("a.example", expiry: "2027-06-01T00:00:00Z")
        #expect(run("status", "--notify", "--within", "1y") == 3)
        #expect(desktop.shown.count == 1)
        #expect(run("status", "--notify", "--json") == 1)
        #expect(desktop.shown.count == 1)
    }
}
