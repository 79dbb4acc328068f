import CredentialHelper
import PersonalAccessToken
import TestSupport
import Testing

/// What every `CredentialStore` must do, whatever it keeps credentials in. Each rule gets an empty store.
struct StoreRule: CustomTestStringConvertible {
    let testDescription: String
    let check: @Sendable (any CredentialStore) throws -> Void

    init(_ description: String, check: @escaping @Sendable (any CredentialStore) throws -> Void) {
        testDescription = description
        self.check = check
    }

    static let all = ofOneProfile + ofProfiles

    private static let ofOneProfile = [
        StoreRule("an empty store knows nobody") { store throws in
            #expect(try store.accounts().isEmpty)
            #expect(try store.credential(for: ["ghcr.io"]) == nil)
        },
        StoreRule("what is stored is read back, to the letter") { store throws in
            for secret in Samples.secrets {
                try store.keep("ghcr.io", as: "octocat", secret: secret)
                try store.expect("ghcr.io", as: "octocat", secret: secret)
            }
            #expect(try store.accounts().count == 1)
        },
        StoreRule("servers and usernames are kept to the letter") { store throws in
            for (index, name) in Samples.names.enumerated() { try store.keep(name, as: name, secret: "s\(index)") }
            for (index, name) in Samples.names.enumerated() { try store.expect(name, as: name, secret: "s\(index)") }
            #expect(try store.accounts().count == Samples.names.count)
        },
        StoreRule("another account replaces the first") { store throws in
            try store.keep("ghcr.io", as: "first", secret: "1")
            try store.keep("ghcr.io", as: "second", secret: "2")
            try store.expect("ghcr.io", as: "second", secret: "2")
            try store.keep("ghcr.io", as: "first", secret: "3")
            try store.expect("ghcr.io", as: "first", secret: "3")
            #expect(try store.accounts() == [Account(server: "ghcr.io", username: "first")])
        },
        StoreRule("where nothing is locked, all accounts can be seen") { store throws in
            #expect(try store.visibleAccounts().isEmpty)
            try store.keep("a.example", as: "u", secret: "1")
            try store.keep("b.example", as: "v", secret: "2")
            #expect(Set(try store.visibleAccounts().map(\.username)) == ["u", "v"])
        },
        StoreRule("each server has its own credential") { store throws in
            try store.keep("a.example", as: "u", secret: "1")
            try store.keep("b.example", as: "u", secret: "2")
            try store.expect("a.example", as: "u", secret: "1")
            try store.expect("b.example", as: "u", secret: "2")
            #expect(try store.credential(for: ["c.example", "b.example"])?.secret.text == "2")
        },
        StoreRule("the exact name answers, else the first group that has a credential") { store throws in
            for (server, secret) in [("a.example", "1"), ("b.example", "2"), ("c.example", "3")] {
                try store.keep(server, as: "u", secret: secret)
            }
            let many = (0..<100).map { "never\($0).example" }
            for (server, others, secret) in [
                ("a.example", [["b.example"]], "1"),
                ("d.example", [["e.example"], ["f.example", "c.example"], ["b.example"]], "3"),
                ("d.example", [many, ["b.example"]], "2"), ("d.example", [], nil), ("d.example", [[], many], nil),
            ] as [(String, [[String]], String?)] {
                #expect(try store.credential(for: server, orBestOf: others)?.secret.text == secret)
            }
        },
        StoreRule("a new secret reaches the same account's other spellings, and no other account's") { store throws in
            func renew(_ secret: String, expiry: Expiry = .unknown) throws {
                let spellings = ["other.example/", "same.example/", "never.example/"]
                let secret = Secret(secret)
                let credential = Credential(server: "a.example", username: "u", secret: secret, recordedExpiry: expiry)
                try store.store(credential, renewing: spellings)
            }
            try store.keep("same.example/", as: "u", secret: "old", expiry: .inJanuary2030)
            try store.keep("other.example/", as: "v", secret: "of v", expiry: .never)
            try renew("new")
            try store.expect("a.example", as: "u", secret: "new")
            try store.expect("same.example/", as: "u", secret: "new")
            #expect(try store.credential(for: ["same.example/"])?.recordedExpiry == .unknown)
            try renew("newer", expiry: .inJanuary2030)
            for secret in ["newer", "newer"] {
                try store.expect("same.example/", as: "u", secret: secret)
                #expect(try store.credential(for: ["same.example/"])?.recordedExpiry == .inJanuary2030)
                try renew("newer")
            }
            try store.expect("other.example/", as: "v", secret: "of v")
            #expect(try store.credential(for: ["other.example/"])?.recordedExpiry == .never)
            #expect(try store.accounts().count == 3)
        },
        StoreRule("erase removes what it names, and nothing else") { store throws in
            for server in ["a.example", "b.example", "c.example"] { try store.keep(server, as: "u", secret: "s") }
            try store.erase(["a.example", "c.example", "never.example"])
            #expect(try store.accounts() == [Account(server: "b.example", username: "u")])
            #expect(try store.credential(for: ["a.example"]) == nil)
        },
        StoreRule("erasing what is not there is fine") { store throws in
            try store.erase(["nobody.example"])
        },
        StoreRule("an expiry is recorded with a secret, and lasts while the secret does") { store throws in
            try store.keep("ghcr.io", as: "u", secret: "old", expiry: .inJanuary2030)
            #expect(try store.credential(for: ["ghcr.io"])?.recordedExpiry == .inJanuary2030)
            #expect(try store.accounts().map(\.recordedExpiry) == [.inJanuary2030])
            #expect(try store.accounts().count == 1)
            // docker stores again what it has just read, at each login without a name.
            try store.keep("ghcr.io", as: "u", secret: "old")
            #expect(try store.credential(for: ["ghcr.io"])?.recordedExpiry == .inJanuary2030)

            let kept = try #require(try store.credential(for: ["ghcr.io"]))
            try store.record(.never, of: kept)
            #expect(try store.credential(for: ["ghcr.io"])?.recordedExpiry == .never)
            try store.expect("ghcr.io", as: "u", secret: "old")
        },
        StoreRule("another secret, or another account, never inherits an expiry") { store throws in
            for (username, secret) in [("u", "new"), ("other", "old"), ("other", "new")] {
                try store.keep("ghcr.io", as: "u", secret: "old", expiry: .never)
                try store.keep("ghcr.io", as: username, secret: secret)
                #expect(try store.credential(for: ["ghcr.io"])?.recordedExpiry == .unknown)
                #expect(try store.accounts().map(\.recordedExpiry) == [.unknown])
            }
        },
        StoreRule("an expiry is not recorded of a credential that another has replaced") { store throws in
            for (username, secret) in [("other", "s"), ("u", "new")] {
                try store.keep("ghcr.io", as: "u", secret: "s")
                let before = try #require(try store.credential(for: ["ghcr.io"]))
                try store.keep("ghcr.io", as: username, secret: secret, expiry: .inJanuary2030)
                #expect(throws: KeyringError.self) { try store.record(.never, of: before) }
                try store.expect("ghcr.io", as: username, secret: secret)
                #expect(try store.accounts().map(\.recordedExpiry) == [.inJanuary2030])
            }
        },
        StoreRule("a snapshot shows everything, in an unlocked keyring") { store throws in
            try store.keep("a.example", as: "u", secret: "1", expiry: .never)
            try store.keep("b.example", as: "v", secret: "2")
            let snapshot = try store.snapshot(of: nil)
            #expect(snapshot.credentials.map(\.server).sorted() == ["a.example", "b.example"])
            #expect(snapshot.credentials.first { $0.server == "a.example" }?.recordedExpiry == .never)
            #expect(snapshot.credentials.first { $0.server == "b.example" }?.secret.text == "2")
            #expect(snapshot.locked.isEmpty && !snapshot.isIncomplete)
        },
        StoreRule("a snapshot of some servers shows those alone, to the letter") { store throws in
            for server in ["a.example", "b.example", "c.example"] { try store.keep(server, as: "u", secret: server) }
            let shown = try store.snapshot(of: ["b.example", "c.example", "A.example"]).credentials
            #expect(shown.map(\.server).sorted() == ["b.example", "c.example"])
            #expect(shown.allSatisfy { $0.secret.text == $0.server })
            let none = try store.snapshot(of: ["d.example"])
            #expect(none.credentials.isEmpty && none.locked.isEmpty && !none.isIncomplete)
        },
        StoreRule("a hundred servers are listed, each once") { store throws in
            let servers = (0..<100).map { "registry\($0).example" }
            for server in servers { try store.keep(server, as: "u", secret: "s") }
            #expect(try Set(store.accounts().map(\.server)) == Set(servers))
        },
    ]
}

extension Expiry {
    static let inJanuary2030 = Expiry(recorded: "2030-01-01T00:00:00Z")
}
