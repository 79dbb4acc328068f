import Foundation
import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("Warnings")
struct WarningTests {
    let console = TestConsole()
    let store = InMemoryStore()
    let home: TemporaryDirectory
    private let environment: [String: String]

    init() throws {
        home = try TemporaryDirectory()
        environment = ["HOME": home.path, "DOCKER_CREDENTIAL_PAT_WARN": "always"]
    }

    private static let githubToken = "ghp_" + "M7H4jxUDDWHP4kZ6A4dxlQYsQIWJuq" + "11T4V4"

    private var stateFile: String { home / ".local/state/docker-credential-pat/warned" }

    private var state: String {
        get throws { try String(contentsOfFile: stateFile, encoding: .utf8) }
    }

    /// A JWT of nobody's, put together at run time.
    private static func jwt(_ claims: String) -> String {
        [#"{"alg":"RS256"}"#, claims, "signature"].map { part in
            Data(part.utf8).base64EncodedString().filter { $0 != "=" }
        }.joined(separator: ".")
    }

    private func keep(_ server: String, secret: String, expiring: Int64?, username: String = "u") throws {
        let expiry = expiring.map { Expiry.at(UnixTime(seconds: TestConsole.now.seconds + $0)) } ?? .unknown
        try store.store(
            Credential(server: server, username: username, secret: Secret(secret), recordedExpiry: expiry)
        )
    }

    private func get(_ server: String, with more: [String: String] = [:], later: Int64 = 0) -> String {
        let environment = self.environment.merging(more) { _, new in new }
        let now = UnixTime(seconds: TestConsole.now.seconds + later)
        #expect(console.run(["get", server], over: store, environment: environment, now: now) == 0)
        return console.error
    }

    @Test("The warning names the server, the masked token, the time left and where to renew it")
    func words() throws {
        try keep("ghcr.io", secret: Self.githubToken, expiring: 5 * 86_400)
        #expect(
            get("ghcr.io/owner/image")
                == "warning: the token for ghcr.io (ghp_…T4V4) expires in 5 days; "
                + "renew it at https://github.com/settings/tokens\n"
        )
    }

    @Test(
        "From the window's edge on, and in other words from the expiry on",
        arguments: [
            (14 * 86_400 + 1, ""), (14 * 86_400, "expires in 14 days"), (1, "expires in 1 second"),
            (0, "expired 0 seconds ago"), (-1, "expired 1 second ago"), (-90_000, "expired 25 hours ago"),
        ] as [(Int64, String)]
    )
    func edges(_ seconds: Int64, words: String) throws {
        try keep("s.example", secret: "secret", expiring: seconds)
        let warning = get("s.example")
        #expect(words.isEmpty ? warning == "" : warning == "warning: the token for s.example (…) \(words)\n")
    }

    @Test("Once a day for each token; a token renewed is another")
    func onceADay() throws {
        try keep("s.example", secret: "secret", expiring: 5 * 86_400)
        #expect(get("s.example") != "")
        #expect(get("s.example", later: 86_399) == "")
        #expect(get("s.example", later: 86_400) != "")
        try keep("s.example", secret: "renewed", expiring: 6 * 86_400)
        #expect(get("s.example", later: 86_400) != "")
        // So is another server's, though it expires at the same time.
        try keep("t.example", secret: "renewed", expiring: 6 * 86_400)
        #expect(get("t.example", later: 86_400) != "")
    }

    @Test("Once a day, too, for a name that ends in a newline, as another program may have stored it")
    func newline() throws {
        try keep("s.example\n", secret: "secret", expiring: 5 * 86_400)
        #expect(get("s.example\n") != "")
        #expect(get("s.example\n") == "")
    }

    @Test("A name that another program has stored does nothing to the terminal")
    func printable() throws {
        try keep("s.example/\u{1B}[2J", secret: "secret", expiring: 5 * 86_400)
        try keep("n.example\n", secret: "secret", expiring: 5 * 86_400)
        #expect(get("n.example\n").hasPrefix("warning: the token for n.example\u{FFFD} ("))
        #expect(console.run(["expires", "n.example\n"], over: store, environment: environment) == 0)
        #expect(console.output.hasPrefix("n.example\u{FFFD}: "))
        _ = console.run(["status"], over: store, environment: environment)
        #expect(console.output.contains("s.example") && !console.output.contains("\u{1B}"))
    }

    @Test("A name of 300 kB is not printed whole for people, and warned of once a day like any other")
    func longName() throws {
        let name = "s.example/" + String(repeating: "x", count: 300_000)
        try keep(name, secret: "secret", expiring: 5 * 86_400)
        #expect(get(name).hasPrefix("warning: the token for s.example/xxx"))
        #expect(console.error.utf8.count < 400)
        #expect(get(name) == "")
        #expect(console.run(["expires", "https://\(name)"], over: store, environment: environment) == 0)
        #expect(console.output.utf8.count < 400)
        console.outputWidth = 80
        #expect(console.run(["status"], over: store, environment: environment) == 3)
        #expect(console.output.utf8.count < 400)
        // Programs get it whole.
        #expect(console.run(["list"], over: store, environment: environment) == 0)
        #expect(console.output == #"{"\#(name)":"u"}"# + "\n")

        let token = "github_pat_" + String(repeating: "a", count: 82)
        let request = #"{"ServerURL":"ghcr.io/\#(name)","Username":"u","Secret":"\#(token)"}"#
        #expect(console.run(["store"], input: request, over: store, environment: environment) == 0)
        #expect(console.error.contains("takes classic tokens only") && console.error.utf8.count < 500)
    }

    @Test("A warning that nobody was shown does not count as given")
    func unseen() throws {
        try keep("s.example", secret: "secret", expiring: 5 * 86_400)
        let auto = ["DOCKER_CREDENTIAL_PAT_WARN": "auto"]
        #expect(get("s.example", with: auto) == "")
        console.errorIsTerminal = true
        #expect(get("s.example", with: auto) != "")
    }

    @Test(
        "The settings decide",
        arguments: [("never", true, false), ("auto", true, true), ("auto", false, false), ("always", false, true)]
    )
    func settings(_ warn: String, isTerminal: Bool, isWarned: Bool) throws {
        try keep("s.example", secret: "secret", expiring: 5 * 86_400)
        console.errorIsTerminal = isTerminal
        #expect((get("s.example", with: ["DOCKER_CREDENTIAL_PAT_WARN": warn]) != "") == isWarned)
        try keep("s.example", secret: "secret", expiring: 20 * 86_400)
        let within = ["DOCKER_CREDENTIAL_PAT_WARN": warn, "DOCKER_CREDENTIAL_PAT_WARN_WITHIN": "3w"]
        #expect((get("s.example", with: within) != "") == isWarned)
    }

    @Test(
        "A state that cannot be kept does no harm",
        arguments: [
            "rm -rf", "echo '\u{1}\n\n x y\n99999999999999999999 a' >", "echo '-9223372036854775808 x' >",
            "echo '9223372036854775807 x' >", "mkdir -p", "ln -sf victim", "mkfifo",
        ]
    )
    func brokenState(_ command: String) throws {
        try keep("s.example", secret: "secret", expiring: 5 * 86_400)
        let directory = home / ".local/state/docker-credential-pat"
        let prepared = try Command.run(
            ["sh", "-c", "mkdir -p \(directory); echo precious > \(directory)/victim; \(command) \(directory)/warned"]
        )
        #expect(prepared.status == 0)
        #expect(get("s.example") != "")
        #expect(try String(contentsOfFile: "\(directory)/victim", encoding: .utf8) == "precious\n")
    }

    @Test("A place that cannot be written does no harm, nor does the lack of one")
    func noPlace() throws {
        try keep("s.example", secret: "secret", expiring: 5 * 86_400)
        #expect(get("s.example", with: ["XDG_STATE_HOME": "/proc/nowhere"]) != "")
        #expect(get("s.example", with: ["HOME": "", "XDG_STATE_HOME": ""]) != "")
    }

    @Test("The state holds what was said within a day, up to 64 KiB, and nothing else")
    func contentsOfState() throws {
        try keep("s.example", secret: "secret", expiring: 5 * 86_400)
        #expect(get("s.example") != "")
        let line = try state
        func write(_ length: Int, at time: Int64) throws {
            let text = "\(time) \(String(repeating: "x", count: length))\n"
            try Data(text.utf8).write(to: URL(fileURLWithPath: stateFile))
        }
        try write(1_000, at: TestConsole.now.seconds - 86_400)
        #expect(get("s.example") != "")
        #expect(try state == line)

        try write(65_500, at: TestConsole.now.seconds)
        let full = try state
        #expect(get("s.example") != "")
        #expect(try state == full)
    }

    @Test("While another holds the state it is left as it is, and the warning comes")
    func held() throws {
        try keep("s.example", secret: "secret", expiring: 5 * 86_400)
        #expect(get("s.example") != "")
        let line = try state
        let holder = open(stateFile, O_RDONLY | O_CLOEXEC)
        defer { close(holder) }
        try #require(flock(holder, LOCK_EX) == 0)
        #expect(get("s.example", later: 86_400) != "")
        #expect(try state == line)
    }

    @Test("Twenty at the same moment warn once")
    func together() async throws {
        let state = try #require(OncePerDay(environment))
        let count = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { state.isFirst("s.example", now: TestConsole.now) } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(count == 1)
    }

    @Test("An expired token is answered, or not found, as set")
    func onExpired() throws {
        try keep("s.example", secret: "secret", expiring: 0)
        #expect(get("s.example").contains("expired"))
        let notFound = environment.merging(["DOCKER_CREDENTIAL_PAT_ON_EXPIRED": "not-found"]) { _, new in new }
        #expect(console.run(["get", "s.example"], over: store, environment: notFound) == 1)
        #expect(console.output == "credentials not found in native keychain\n")
    }

    @Test("A time in the future was written by a wrong clock, and keeps no warning back")
    func wrongClock() throws {
        try keep("s.example", secret: "secret", expiring: 5 * 86_400)
        #expect(get("s.example", later: 1_000) != "")
        #expect(get("s.example") != "")
    }

    @Test("A token that lasts some hours by nature is not expiring all the time")
    func shortLived() throws {
        let token = "ya29." + String(repeating: "a", count: 40)
        try keep("gcr.io", secret: token, expiring: 3600, username: "oauth2accesstoken")
        #expect(get("gcr.io") == "")
        #expect(console.run(["status"], over: store, environment: environment) == 0)
        #expect(get("gcr.io", later: 3600).contains("expired 0 seconds ago"))
    }

    @Test("Nor is a JWT that was made for an hour, but one for longer is; a time that cannot be meant is unknown")
    func shortLivedJWT() throws {
        let now = TestConsole.now.seconds
        try keep("s.example", secret: Self.jwt(#"{"iat":\#(now),"exp":\#(now + 3600)}"#), expiring: nil)
        #expect(get("s.example") == "")
        #expect(console.run(["status"], over: store, environment: environment) == 0)
        #expect(get("s.example", later: 3600).contains("expired 0 seconds ago"))

        try keep("s.example", secret: Self.jwt(#"{"iat":\#(now),"exp":\#(now + 172_800)}"#), expiring: nil)
        #expect(get("s.example").contains("expires in 2 days"))
        try keep("s.example", secret: Self.jwt(#"{"exp":\#((now + 3600) * 1000)}"#), expiring: nil)
        #expect(get("s.example") == "")
        #expect(console.run(["expires", "s.example"], over: store, environment: environment) == 0)
        #expect(console.output == "unknown\n")
    }

    @Test("A warning that is set wrongly is warned of, and breaks nothing")
    func wrongSettings() throws {
        try keep("s.example", secret: "secret", expiring: nil)
        console.errorIsTerminal = true
        let wrong = ["DOCKER_CREDENTIAL_PAT_WARN": "yes", "DOCKER_CREDENTIAL_PAT_WARN_WITHIN": "14"]
        let said = get("s.example", with: wrong)
        #expect(
            said == "warning: DOCKER_CREDENTIAL_PAT_WARN is not auto, always or never\n"
                + "warning: DOCKER_CREDENTIAL_PAT_WARN_WITHIN is not a period such as 14d or 2w\n"
        )
    }

    @Test("Of a setting of an unknown name people are warned, and no program", arguments: [true, false])
    func unknownSetting(isTerminal: Bool) throws {
        try keep("s.example", secret: "secret", expiring: nil)
        let home = try TemporaryDirectory()
        let directory = home / ".config/docker-credential-pat"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data(#"{"warn_withn": "30d"}"#.utf8).write(to: URL(fileURLWithPath: directory + "/config.json"))
        console.errorIsTerminal = isTerminal
        let request = #"{"ServerURL":"s.example","Username":"u","Secret":"x"}"#
        for (words, input) in [(["store"], request), (["get"], "s.example"), (["list"], ""), (["erase"], "t")] {
            #expect(console.run(words, input: input, over: store, environment: ["HOME": home.path]) == 0)
            #expect(console.error == "")
        }
        let warning = """
            warning: \(directory)/config.json: there is no setting warn_withn
            hint: did you mean warn_within?

            """
        for words in [["status"], ["expires", "s.example"], ["check"]] {
            _ = console.run(words, over: store, environment: ["HOME": home.path])
            #expect(console.error.contains(warning) == isTerminal, "\(words)")
        }
    }

    @Test("docker's own access and refresh tokens never warn, and are always answered")
    func automatic() throws {
        let server = "https://index.docker.io/v1/"
        for entry in ["access-token", "refresh-token"] {
            try keep(server + entry, secret: "x", expiring: -5)
            #expect(get(server + entry, with: ["DOCKER_CREDENTIAL_PAT_ON_EXPIRED": "not-found"]) == "")
        }
        #expect(console.run(["status"], over: store, environment: environment) == 0)
    }

    @Test(
        "docker's access token under any other name is an ordinary password, which nobody renews",
        arguments: [
            "https://index.docker.io/v1/", "https://login.docker.com/", "index.docker.io/v1/access-token",
            "https://INDEX.docker.io/v1/access-token", "https://index.docker.io/v1/access-token/",
            "https://s.example/v1/access-token",
        ]
    )
    func ordinary(_ server: String) throws {
        let token = Self.jwt(#"{"iss":"https://login.docker.com/","exp":\#(TestConsole.now.seconds - 5)}"#)
        try keep(server, secret: token, expiring: nil)
        #expect(get(server).contains("expired 5 seconds ago"))
        #expect(console.run(["status"], over: store, environment: environment) == 4)
        let notFound = environment.merging(["DOCKER_CREDENTIAL_PAT_ON_EXPIRED": "not-found"]) { _, new in new }
        #expect(console.run(["get", server], over: store, environment: notFound) == 1)
    }

    @Test("An expiry given at the login is not recorded of a token that says it itself, or that docker renews")
    func given() throws {
        let environment = self.environment.merging(["DOCKER_CREDENTIAL_PAT_EXPIRES": "90d"]) { _, new in new }
        for (server, secret, words) in [
            (
                "s.example", Self.jwt(#"{"exp":1800000000}"#),
                "warning: the token itself says when it expires: 2027-01-15T08:00:00Z\n"
            ),
            ("https://index.docker.io/v1/refresh-token", "x", ""),
        ] {
            let request = #"{"ServerURL":"\#(server)","Username":"u","Secret":"\#(secret)"}"#
            #expect(console.run(["store"], input: request, over: store, environment: environment) == 0)
            #expect(console.error == words)
            #expect(try store.credential(for: [server])?.recordedExpiry == .unknown)
        }
    }

    @Test(
        "What a store hints at",
        arguments: [
            (
                "docker.io", "u", "hunter2",
                "this looks like an account password; an access token can be revoked by itself"
            ),
            ("docker.io", "<token>", "an identity token", ""),
            ("https://index.docker.io/v1/access-token", "u", "hunter2", ""),
            ("https://index.docker.io/v1/access-token", "u", "hunter2\n", ""),
            ("docker.io", "u", "dckr_pat_" + "short", "the Docker personal access token has been cut: 14 characters"),
            ("docker.io", "u", "dckr_pat_" + String(repeating: "aB3-_", count: 5) + "xy", ""),
            ("ghcr.io", "u", "github_pat_" + String(repeating: "a", count: 82), "ghcr.io takes classic tokens only"),
            (
                "ghcr.io/\u{202E}x", "u", "github_pat_" + String(repeating: "a", count: 82),
                "ghcr.io/\u{FFFD}x takes classic tokens only"
            ),
            ("ghcr.io", "u", githubToken, ""),
            ("ghcr.io", "u", githubToken.dropLast() + "5", "mistyped or cut: its checksum is wrong"),
            ("ghcr.io", "u", githubToken + "\n", "white space after it"),
            ("registry.example", "u", "hunter2", ""),
        ] as [(String, String, String, String)]
    )
    func hints(_ server: String, username: String, secret: String, hint: String) throws {
        let request = try JSONEncoder().encode(["ServerURL": server, "Username": username, "Secret": secret])
        let input = String(decoding: request, as: UTF8.self)
        #expect(console.run(["store"], input: input, over: store, environment: environment) == 0)
        #expect(hint.isEmpty ? console.error == "" : console.error.contains(hint), "\(console.error)")
        #expect(console.error.split(separator: "\n").count == (hint.isEmpty ? 0 : 1))
        #expect(!console.error.contains(secret))
        // Stored all the same: the registry has accepted it.
        #expect(try store.credential(for: [server])?.secret.text == secret)
        #expect(console.run(["store"], input: input, over: store, environment: ["HOME": home.path]) == 0)
        #expect(console.error == "")
    }
}
