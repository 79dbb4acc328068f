import Foundation
import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("doctor: the keyring and what is in it")
struct KeyringCheckTests {
    private let machine: TestMachine

    init() throws {
        machine = try TestMachine()
    }

    private var keyring: TestExamination { TestExamination(store: InMemoryStore()) }

    private func item(_ server: String, _ username: String, isLocked: Bool = false) -> KeptItem {
        KeptItem(account: Account(server: server, username: username), isLocked: isLocked)
    }

    // MARK: - Which keyring, and how it is

    @Test("An error is a problem once, and later the reason why something was not looked at")
    func error() throws {
        var keyring = keyring
        let error = KeyringError.unreachable(.noProvider)
        keyring.providing = .failure(error)
        (keyring.kept, keyring.state, keyring.snapshot) = (.failure(error), .failure(error), .failure(error))
        let report = DoctorReport(
            machine.examination(keyring),
            checks: [
                KeyringCheck.self, ProviderCheck.self, CollectionCheck.self, DuplicateCheck.self, AccountCheck.self,
                TokenCheck.self,
            ]
        )
        #expect(report.entries[0].finding == .problem(error))
        #expect(report.entries.dropFirst().allSatisfy { $0.finding == .unchecked("the keyring could not be asked") })
        #expect(report.entries.count == 6)
    }

    @Test("Why the Secret Service was passed over for a file, where that is a fault of something")
    func passedOver() {
        #expect(KeyringCheck.trouble(with: .noBus) == nil)
        #expect(KeyringCheck.trouble(with: .noProvider) == nil)
        let hint = "to choose the file, and ask no bus: docker-credential-pat setup --keyring file"
        for (obstacle, cause) in [
            (KeyringError.Unreachable.deadBus, "the D-Bus session bus does not answer"),
            (.malformedAddress, "DBUS_SESSION_BUS_ADDRESS is not the address of a D-Bus bus"),
            (.refusedByBus, "the D-Bus session bus refused the connection"),
            (.denied, "the session bus, or a sandbox, denies access to org.freedesktop.secrets"),
            (.notStarted, "the keyring's service could not be started"),
        ] {
            let note = Finding.note("the Secret Service was passed over: \(cause)", hint: hint)
            #expect(KeyringCheck.trouble(with: obstacle) == note)
        }
    }

    @Test("What the provider does differently with another program is said where that one is on PATH")
    func differenceWithProgram() throws {
        var keyring = keyring
        let difference = ProviderDifference("it stops", withProgram: "docker-credential-secretservice")
        keyring.providing = .success(KeyringProvider(name: "KeePassXC", differences: [difference], canAsk: true))
        #expect(machine.findings(of: ProviderCheck.self, keyring).count == 1)
        try machine.makeProgram("bin/docker-credential-secretservice", script: "")
        #expect(machine.findings(of: ProviderCheck.self, keyring).last == .ok("KeePassXC: it stops"))
    }

    @Test("The provider, by name, and what it does differently")
    func provider() {
        var keyring = keyring
        let differences = [ProviderDifference("it is slow"), ProviderDifference("it asks", hint: "tell it not to")]
        keyring.providing = .success(KeyringProvider(name: "KWallet", differences: differences, canAsk: true))
        #expect(
            machine.findings(of: ProviderCheck.self, keyring) == [
                .ok("KWallet provides the Secret Service"), .ok("KWallet: it is slow"),
                .note("KWallet: it asks", hint: "tell it not to"),
            ]
        )
        keyring.providing = .success(nil)
        #expect(machine.findings(of: ProviderCheck.self, keyring) == [])
    }

    @Test("The default collection: what is a problem where nothing can ask is a note where something can")
    func collection() {
        func level(_ state: CollectionState, canAsk: Bool) -> Finding.Level? {
            var keyring = keyring
            keyring.state = .success(state)
            keyring.providing = .success(KeyringProvider(name: "a test", differences: [], canAsk: canAsk))
            let findings = machine.findings(of: CollectionCheck.self, keyring)
            #expect(findings.count == 1)
            return findings.first?.level
        }
        for state in [CollectionState.locked, .missing(others: 0), .missing(others: 2)] {
            #expect(level(state, canAsk: true) == .note)
            #expect(level(state, canAsk: false) == .problem)
        }
        #expect(level(.open, canAsk: false) == .ok)
        #expect(level(.volatile, canAsk: true) == .problem)
    }

    @Test("What a lock hides is not looked at, and no problem of its own")
    func locked() {
        var keyring = keyring
        keyring.kept = .failure(.locked)
        for check in [DuplicateCheck.self, AccountCheck.self] as [any DoctorCheck.Type] {
            #expect(machine.findings(of: check, keyring) == [.unchecked("the keyring is locked")])
        }
        var snapshot = Snapshot()
        snapshot.isIncomplete = true
        keyring.snapshot = .success(snapshot)
        #expect(
            machine.findings(of: TokenCheck.self, keyring)
                == [.unchecked("the keyring is locked: there may be more in it")]
        )
    }

    // MARK: - Items

    @Test("Several items of one server: which answers")
    func duplicates() {
        var keyring = keyring
        // The last modified first; what is open answers before what is locked.
        keyring.kept = .success([
            item("ghcr.io", "locked", isLocked: true), item("ghcr.io", "new"), item("a.b", "u"), item("ghcr.io", "old"),
        ])
        let findings = machine.findings(of: DuplicateCheck.self, keyring)
        #expect(findings.texts(.problem) == ["ghcr.io has 3 items, for new, old, locked: get answers for new"])
        #expect(findings[0].hint == DuplicateCheck.hint)
        keyring.kept = .success([item("ghcr.io", "u"), item("ghcr.io/team", "u")])
        #expect(machine.findings(of: DuplicateCheck.self, keyring) == [.ok("2 servers, one item for each")])
    }

    @Test("Profiles are looked at each by itself, and named")
    func profiles() throws {
        let store = InMemoryStore()
        let work = try #require(Profile("work"))
        let past = Expiry.at(UnixTime(seconds: TestConsole.now.seconds - 1))
        for (server, username, profile) in [("ghcr.io", "ann", Profile.default), ("https://ghcr.io", "bob", work)] {
            let credential = Credential(server: server, username: username, secret: Secret("s"))
            try store.inProfile(profile).store(credential, renewing: [])
        }
        var keyring = TestExamination(store: store)
        // Two accounts of one registry are what profiles are for.
        #expect(machine.findings(of: AccountCheck.self, keyring).map(\.level) == [.ok])
        #expect(machine.findings(of: DuplicateCheck.self, keyring) == [.ok("2 servers, one item for each")])
        #expect(machine.findings(of: TokenCheck.self, keyring).texts(.ok).first?.hasPrefix("2 kept") == true)

        let other = Credential(server: "ghcr.io", username: "eve", secret: Secret("t"), recordedExpiry: past)
        try store.inProfile(work).store(other, renewing: [])
        #expect(
            machine.findings(of: AccountCheck.self, keyring).texts(.problem).map { $0.prefix(54) }
                == ["profile work: these mean the same server, for differen"]
        )
        let token = try #require(machine.findings(of: TokenCheck.self, keyring).first)
        #expect(token.level == .problem && token.text.hasPrefix("profile work: the token for ghcr.io"))
        #expect(token.hint?.hasSuffix("docker login ghcr.io, where docker's configuration names pat-work") == true)

        keyring.keptInProfiles[work] = [item("a.b", "new"), item("a.b", "old")]
        #expect(
            machine.findings(of: DuplicateCheck.self, keyring).texts(.problem)
                == ["profile work: a.b has 2 items, for new, old: get answers for new"]
        )
    }

    @Test("Names of one server with different accounts")
    func accounts() {
        var keyring = keyring
        keyring.kept = .success([
            item("https://index.docker.io/v1/", "ann"), item("docker.io", "bob"), item("ghcr.io", "ann"),
            item("https://ghcr.io:443/", "ann"), item("http://a.b", "ann"), item("a.b", "bob"),
            // docker renews this one by itself.
            item("https://index.docker.io/v1/access-token", "carol"),
        ])
        let findings = machine.findings(of: AccountCheck.self, keyring)
        #expect(
            findings.texts(.problem) == [
                "these mean the same server, for different accounts: https://index.docker.io/v1/ (ann), docker.io (bob)"
            ]
        )
        keyring.kept = .success([item("ghcr.io", "ann"), item("ghcr.io", "bob"), item("https://ghcr.io", "ann")])
        // The second item is for `DuplicateCheck` to tell.
        #expect(machine.findings(of: AccountCheck.self, keyring).map(\.level) == [.ok])
    }

    // MARK: - Tokens

    @Test("Expired tokens are problems, expiring ones notes, the worst first")
    func tokens() throws {
        let store = InMemoryStore()
        func keep(_ server: String, expiring expiry: Expiry) throws {
            let secret = Secret("secret of \(server)")
            try store.store(Credential(server: server, username: "u", secret: secret, recordedExpiry: expiry))
        }
        try keep("later.example", expiring: .at(UnixTime(seconds: TestConsole.now.seconds + 90 * 86_400)))
        let keyring = TestExamination(store: store)
        #expect(machine.findings(of: TokenCheck.self, keyring) == [.ok("1 kept: none has expired, or is about to")])
        try keep("soon.example", expiring: .at(UnixTime(seconds: TestConsole.now.seconds + 86_401)))
        try keep("past.example", expiring: .at(UnixTime(seconds: TestConsole.now.seconds - 86_401)))
        let findings = machine.findings(of: TokenCheck.self, keyring)
        #expect(findings.map(\.level) == [.problem, .note])
        #expect(findings[0].text.hasPrefix("the token for past.example ("))
        #expect(findings[0].hint == "log in with a new one: docker login past.example")
        #expect(!"\(findings)".contains("secret of"))
    }

    @Test("Of a locked token what was recorded is a note; a lost secret is a problem")
    func unreadableTokens() {
        var snapshot = Snapshot()
        snapshot.locked = [
            Account(
                server: "ghcr.io",
                username: "u",
                recordedExpiry: .at(UnixTime(seconds: TestConsole.now.seconds - 1))
            )
        ]
        snapshot.credentials = [Credential(server: "lost.example", username: "u", secret: Secret(""))]
        var keyring = keyring
        keyring.snapshot = .success(snapshot)
        let findings = machine.findings(of: TokenCheck.self, keyring)
        #expect(findings.map(\.level) == [.problem, .note])
        #expect(findings[0].text == "the keyring has lost the secret of lost.example")
        #expect(findings[1].text.hasPrefix("as recorded, the token for ghcr.io expired on 2026-12-31"))
    }
}
