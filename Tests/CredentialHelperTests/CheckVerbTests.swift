import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("check")
struct CheckVerbTests {
    private let console = TestConsole()
    private let store = InMemoryStore()

    init() throws {
        try store.store(credential("ghcr.io", expires: "2027-06-01"), renewing: [])
    }

    private func credential(_ server: String, secret: String = "a secret", expires: String? = nil) -> Credential {
        let expiry = expires.flatMap { try? Expiry(parsing: $0, now: TestConsole.now) } ?? .unknown
        return Credential(server: server, username: "u", secret: Secret(secret), recordedExpiry: expiry)
    }

    private func run(_ arguments: String..., answers: [String: CredentialCheck]) -> Int32 {
        console.run(["check"] + arguments, over: store, online: TestNetwork(answers: answers))
    }

    private func recorded(_ server: String) throws -> Expiry? {
        try store.credential(for: [server])?.recordedExpiry
    }

    private static let time = UnixTime(seconds: 1_900_000_000)

    @Test("A date that an issuer gives is recorded and shown, over what somebody typed")
    func recording() throws {
        #expect(run(answers: ["ghcr.io": CredentialCheck(word: .works, expiry: .at(Self.time))]) == 0)
        #expect(try recorded("ghcr.io") == .at(Self.time))
        #expect(console.output.contains(/2030-03-17 +works +ok/))
        #expect(run(answers: ["ghcr.io": CredentialCheck(word: .works, expiry: .never)]) == 0)
        #expect(try recorded("ghcr.io") == .never)
    }

    @Test("A minute more or less is nothing new, and nothing said forgets nothing")
    func nothingNew() throws {
        let before = try #require(try recorded("ghcr.io"))
        guard case .at(let time) = before else { return #expect(Bool(false)) }
        let near = [60, -60].map { Expiry.at(UnixTime(seconds: time.seconds + $0)) }
        for expiry in near + [.unknown] {
            #expect(run(answers: ["ghcr.io": CredentialCheck(word: .works, expiry: expiry)]) == 0)
            #expect(try recorded("ghcr.io") == before)
        }
        let later = Expiry.at(UnixTime(seconds: time.seconds + 61))
        #expect(run(answers: ["ghcr.io": CredentialCheck(word: .works, expiry: later)]) == 0)
        #expect(try recorded("ghcr.io") == later)
    }

    @Test(
        "The exit status is that of the worst",
        arguments: [
            ("2027-06-01", .works, [], 0), ("2027-01-05", .works, [], 3), ("2026-12-01", .works, [], 4),
            ("2027-06-01", .refused, [.refused(host: "h", status: 401, nil)], 4),
            ("2027-01-05", .refused, [.refused(host: "h", status: 401, nil)], 4),
            ("2027-06-01", .unreachable, [.unresolved(host: "h")], 1),
            ("2027-01-05", .unreachable, [.unresolved(host: "h")], 3),
            ("2027-06-01", .works, [.silent(host: "h", seconds: 2)], 1), ("2027-06-01", .unknown, [], 0),
            ("2027-06-01", .unknown, [.insecure(host: "h")], 1),
        ] as [(String, RegistryWord, [OnlineError], Int32)]
    )
    func status(_ expires: String, _ word: RegistryWord, _ problems: [OnlineError], status: Int32) throws {
        try store.store(credential("ghcr.io", expires: expires), renewing: [])
        #expect(run(answers: ["ghcr.io": CredentialCheck(word: word, problems: problems)]) == status)
        #expect(console.error.isEmpty == problems.isEmpty)
    }

    @Test("JSON is that of status with one key more")
    func json() throws {
        #expect(console.run(["status", "--json"], over: store) == 0)
        let status = console.output
        #expect(run("--json", answers: [:]) == 0)
        #expect(console.output == status.replacing(#""default"}"#, with: #""default","registry":"works"}"#))
    }

    @Test("Every profile's is asked, or one's, and each has its own date recorded")
    func profiles() throws {
        let work = store.inProfile(Profile("work")!)
        try work.store(credential("ghcr.io"))
        try work.store(credential("r.example"))
        let answers = [
            "ghcr.io": CredentialCheck(word: .works, expiry: .at(Self.time)),
            "r.example": CredentialCheck(word: .refused),
        ]
        #expect(run("--profile", "work", answers: answers) == 4)
        #expect(console.output.hasPrefix("keyring: the Secret Service\nprofile: work\nSERVER "))
        #expect(try work.credential(for: ["ghcr.io"])?.recordedExpiry == .at(Self.time))
        #expect(try recorded("ghcr.io") != .at(Self.time))
        #expect(run(answers: answers) == 4)
        #expect(console.output.contains(/default +ghcr.io .* works +ok\n/))
        #expect(console.output.contains(/work +r.example .* refused +unknown\n/))
        #expect(try recorded("ghcr.io") == .at(Self.time))
        #expect(run("r.example", answers: answers) == 1)
        #expect(run("--profile", "work", "r.example", answers: answers) == 4)
    }

    @Test("Only those that are named; two names of one are one")
    func named() throws {
        try store.store(credential("other.example"), renewing: [])
        #expect(run("https://ghcr.io", "ghcr.io/owner", answers: [:]) == 0)
        #expect(console.output.matches(of: /ghcr\.io/).count == 1)
        #expect(!console.output.contains("other.example"))
        #expect(run("nowhere.example", answers: [:]) == 1)
        #expect(console.output == "credentials not found in native keychain\n")
    }

    @Test("A hint that holds for many comes once")
    func hints() throws {
        try store.store(credential("other.example"), renewing: [])
        let silent = CredentialCheck(word: .unreachable, problems: [.silent(host: "h", seconds: 15)])
        #expect(run(answers: ["ghcr.io": silent, "other.example": silent]) == 1)
        let lines = console.error.split(separator: "\n")
        #expect(lines.count == 3 && lines.last == "hint: DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit")
        #expect(lines[0].hasSuffix(": h did not answer within 15 s"))
    }

    @Test("Nobody can be asked at all")
    func noLibrary() {
        #expect(console.run(["check"], over: store, online: TestNetwork(failure: .noLibrary)) == 1)
        #expect(console.output == "libcurl is not installed, by which the network is asked\n")
    }

    @Test("With nothing kept nobody is asked")
    func empty() {
        #expect(console.run(["check"], over: InMemoryStore(), online: TestNetwork(failure: .noLibrary)) == 0)
        #expect(console.output == "keyring: the Secret Service\nno credentials are kept\n")
    }
}
