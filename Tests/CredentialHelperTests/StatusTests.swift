import Foundation
import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("status and expires")
struct StatusTests {
    let console = TestConsole()
    let store = InMemoryStore()

    private func keep(_ server: String, username: String = "u", secret: String = "secret", expiry: String?) throws {
        try store.store(
            Credential(
                server: server,
                username: username,
                secret: Secret(secret),
                recordedExpiry: Expiry(recorded: expiry)
            )
        )
    }

    private func status(_ options: String..., environment: [String: String] = [:]) -> Int32 {
        console.run(["status"] + options, over: store, environment: environment)
    }

    @Test("The exit status is for cron")
    func exitStatus() throws {
        #expect(status() == 0)
        #expect(console.output == "keyring: the Secret Service\nno credentials are kept\n")
        try keep("a.example", expiry: "2027-06-01T00:00:00Z")
        try keep("b.example", expiry: "never")
        try keep("c.example", expiry: nil)
        #expect(status() == 0)
        #expect(status("--within", "1y") == 3)
        #expect(status("--within=1y") == 3)
        try keep("d.example", expiry: "2027-01-15T00:00:00Z")
        #expect(status() == 3)
        try keep("e.example", expiry: "2027-01-01T00:00:00Z")
        #expect(status() == 4)
        #expect(status("--within", "soon") == 1)
        #expect(console.error.hasPrefix("--within is not a period such as 14d, 2w or 1mo\n"))
    }

    @Test("The soonest comes first")
    func order() throws {
        try keep("never.example", expiry: "never")
        try keep("unknown.example", expiry: nil)
        try keep("later.example", expiry: "2027-06-01T00:00:00Z")
        try keep("soon.example", expiry: "2027-01-05T00:00:00Z")
        #expect(status() == 3)
        #expect(
            console.output == """
                keyring: the Secret Service
                SERVER           ACCOUNT  KIND     TOKEN  EXPIRES     STATE
                soon.example     u        unknown  …      2027-01-05  expiring
                later.example    u        unknown  …      2027-06-01  ok
                unknown.example  u        unknown  …      -           unknown
                never.example    u        unknown  …      never       never

                """
        )
    }

    @Test("The table fits the terminal, and shows it nothing that it would obey; elsewhere no name is cut")
    func width() throws {
        let long = String(repeating: "long.", count: 30)
        try keep(long + "example", username: String(repeating: "u", count: 100), expiry: "never")
        let token = "github_pat_" + String(repeating: "a", count: 82)
        try keep("a.example", username: "red\u{1B}[31m\u{202E}", secret: token, expiry: nil)
        #expect(status() == 0)
        #expect(console.output.contains("\(long)example"))
        console.outputWidth = 100
        #expect(status() == 0)
        let lines = console.output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 100 } && lines.contains { $0.count > 80 })
        console.outputWidth = 80
        #expect(status() == 0)
        for line in console.output.split(separator: "\n") { #expect(line.count <= 80) }
        #expect(console.output.contains("long.l…xample"))
        #expect(console.output.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
        #expect(!console.output.contains("\u{202E}"))
    }

    @Test("Wide characters are counted as wide")
    func wide() throws {
        let username = String(repeating: "用户名", count: 10)
        try keep("注册表.例子.公司.网络.注册表.例子.公司.网络/团队", username: username, expiry: "never")
        try keep("🐳.example", expiry: nil)
        console.outputWidth = 80
        #expect(status() == 0)
        let lines = console.output.split(separator: "\n").dropFirst()
        for line in lines {
            let wide = line.unicodeScalars.count { $0.value > 0x2E80 }
            #expect(line.unicodeScalars.count + wide <= 80)
        }
        // The columns stand below each other.
        let states = lines.map { line in
            line.unicodeScalars.reduce((0, 0)) { ($0.0 + ($1.value > 0x2E80 ? 2 : 1), $0.1) }.0
        }
        #expect(Set(states).count <= 2)
    }

    @Test("Colour is for a terminal, if wanted")
    func colour() throws {
        try keep("a.example", expiry: "2027-01-01T00:00:00Z")
        _ = status()
        #expect(!console.output.contains("\u{1B}"))
        console.outputIsTerminal = true
        _ = status()
        #expect(console.output.contains("\u{1B}[31mexpired\u{1B}[0m"))
        for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
            _ = status(environment: environment)
            #expect(!console.output.contains("\u{1B}"))
        }
    }

    @Test("JSON, word for word")
    func json() throws {
        let token = "ghp_" + "M7H4jxUDDWHP4kZ6A4dxlQYsQIWJuq" + "11T4V4"
        try keep("ghcr.io", username: "octo\"cat", secret: token, expiry: "2027-01-05T00:00:00Z")
        try keep("https://index.docker.io/v1/access-token", secret: "x", expiry: nil)
        #expect(status("--json") == 3)
        #expect(
            console.output
                == #"{"keyring":"service","complete":true,"credentials":[{"server":"ghcr.io","account":"octo\"cat","#
                + #""kind":"githubPersonalAccessToken","token":"ghp_…T4V4","expires":"2027-01-05T00:00:00Z","#
                + #""state":"expiring","profile":"default"},{"server":"https://index.docker.io/v1/access-token","account":"u","#
                + #""kind":"unknown","token":"…","expires":null,"state":"automatic","profile":"default"}]}"# + "\n"
        )
    }

    @Test("In JSON, what a terminal would obey or what would mislead a reader is an escape")
    func escapes() throws {
        let misleading = "\u{7F}\u{80}\u{9B}2J\u{9F}\u{AD}\u{61C}\u{202E}\u{2066}\u{2028}\u{FEFF}\u{E0001}"
        let escaped = #"\u007f\u0080\u009b2J\u009f\u00ad\u061c\u202e\u2066\u2028\ufeff\udb40\udc01"#
        let (username, secret) = (misleading + "ü日🐳", "ü日🐳" + misleading)
        try keep("s.example", username: username, secret: secret, expiry: nil)
        for command in [["get", "s.example"], ["list"], ["status", "--json"]] {
            #expect(console.run(command, over: store) == 0)
            #expect(console.output.contains(escaped + "ü日🐳"))
            #expect(console.output.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isMisleading })
        }
        // Whoever decodes it reads the same text as before.
        func answer(_ command: String...) throws -> [String: String] {
            #expect(console.run(command, over: store) == 0)
            return try JSONDecoder().decode([String: String].self, from: Data(console.output.utf8))
        }
        #expect(try answer("get", "s.example")["Secret"]?.utf8.elementsEqual(secret.utf8) == true)
        #expect(try answer("list")["s.example"]?.utf8.elementsEqual(username.utf8) == true)
    }

    @Test("What is locked is said to be")
    func locked() throws {
        var snapshot = Snapshot()
        snapshot.locked = [Account(server: "a.example", username: "u")]
        #expect(console.run(["status"], over: LockedStore(shown: snapshot)) == 1)
        #expect(console.output.contains("a.example  u        locked  locked  -        locked\n"))
        snapshot.locked.append(
            Account(server: "b.example", username: "u", recordedExpiry: Expiry(recorded: "2027-01-02T00:00:00Z"))
        )
        // What was recorded is shown, but may be of another secret: nothing is built on it.
        #expect(console.run(["status"], over: LockedStore(shown: snapshot)) == 1)
        #expect(console.output.contains("b.example  u        locked  locked  2027-01-02  locked\n"))
        #expect(console.run(["expires", "https://b.example"], over: LockedStore(shown: snapshot)) == 0)
        #expect(console.output == "b.example: 2027-01-02T00:00:00Z (in 24 hours)\n")
        #expect(console.error == "note: the keyring is locked: this was recorded, and may be of another token\n")
        #expect(console.run(["status", "--json"], over: LockedStore(shown: snapshot)) == 1)
        #expect(console.output.hasPrefix(#"{"keyring":"service","complete":false,"#))
        #expect(console.run(["expires", "c.example"], over: LockedStore(shown: snapshot)) == 1)
        #expect(console.output == "credentials not found in native keychain\n")
        snapshot = Snapshot()
        snapshot.isIncomplete = true
        #expect(console.run(["status"], over: LockedStore(shown: snapshot)) == 1)
        #expect(console.output == "keyring: the Secret Service\n")
        #expect(console.error.hasPrefix("the keyring is locked: there may be more in it\nhint: "))
        #expect(console.run(["status", "--json"], over: LockedStore(shown: snapshot)) == 1)
        #expect(console.output == "{\"keyring\":\"service\",\"complete\":false,\"credentials\":[]}\n")
        #expect(console.run(["expires", "c.example"], over: LockedStore(shown: snapshot)) == 1)
        #expect(console.output == KeyringError.locked.message + "\n")
    }

    @Test("expires shows and records")
    func expires() throws {
        try keep("ghcr.io", expiry: nil)
        func expires(_ words: String...) -> Int32 { console.run(["expires"] + words, over: store) }
        #expect(expires("ghcr.io") == 0)
        #expect(console.output == "unknown\n")
        #expect(expires("https://ghcr.io/", "90d") == 0)
        #expect(console.output == "ghcr.io: 2027-04-01T00:00:00Z (in 90 days)\n")
        #expect(expires("ghcr.io", "2026-12-31") == 0)
        #expect(console.output == "2026-12-31T23:59:59Z (1 second ago)\n")
        #expect(expires("ghcr.io", "03/04/27") == 1)
        #expect(expires("ghcr.io") == 0)
        #expect(console.output == "2026-12-31T23:59:59Z (1 second ago)\n")
        #expect(expires("other.example", "never") == 1)
        #expect(console.output == "credentials not found in native keychain\n")
    }

    @Test("The token's own word is the last")
    func carried() throws {
        // {"alg":"none"} . {"exp":1800000000}
        let token = "eyJhbGciOiJub25lIn0" + "." + "eyJleHAiOjE4MDAwMDAwMDB9" + "."
        try keep("s.example", secret: token, expiry: "never")
        #expect(console.run(["expires", "s.example"], over: store) == 0)
        #expect(console.output == "2027-01-15T08:00:00Z (in 14 days)\n")
        #expect(console.run(["expires", "s.example", "never"], over: store) == 1)
        #expect(console.output == "the token itself says when it expires: 2027-01-15T08:00:00Z\n")
    }
}

/// A store that only shows what it is given, all of it locked.
private struct LockedStore: CredentialStore {
    var keyring: KeyringKind { .service }
    let shown: Snapshot
    var profile: Profile { .default }
    func inProfile(_ profile: Profile) -> any CredentialStore { self }
    func profiles() throws(KeyringError) -> VisibleProfiles { VisibleProfiles([], isIncomplete: false) }
    func accounts() throws(KeyringError) -> [Account] { throw .locked }
    func credential(for server: String, orBestOf others: [[String]]) throws(KeyringError) -> Credential? {
        throw .locked
    }
    func store(_ credential: Credential, renewing spellings: [String]) throws(KeyringError) { throw .locked }
    func record(_ expiry: Expiry, of credential: Credential) throws(KeyringError) { throw .locked }
    func snapshot(of servers: [String]?) throws(KeyringError) -> Snapshot {
        var snapshot = shown
        if let servers { snapshot.locked.removeAll { !servers.contains($0.server) } }
        return snapshot
    }
    func erase(_ servers: [String]) throws(KeyringError) { throw .locked }
}
