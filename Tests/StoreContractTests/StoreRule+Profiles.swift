import CredentialHelper
import PersonalAccessToken
import TestSupport
import Testing

extension StoreRule {
    /// What holds between the profiles of one keyring.
    static let ofProfiles = [
        StoreRule("two profiles keep two accounts of one server, and never see each other's") { store throws in
            let others = store.others
            try store.keep("ghcr.io", as: "own", secret: "of its own")
            for other in others {
                #expect(try other.accounts().isEmpty)
                #expect(try other.credential(for: "ghcr.io", orBestOf: [["https://ghcr.io"]]) == nil)
                #expect(try other.credential(for: "ghcr.io/owner/image", orBestOf: [["ghcr.io"]]) == nil)
                #expect(try other.snapshot(of: nil).credentials.isEmpty)
                #expect(try other.snapshot(of: ["ghcr.io"]).credentials.isEmpty)
            }
            for other in others { try other.keep("ghcr.io", as: "own", secret: "of \(other.profile.name)") }
            try store.keep("ghcr.io", as: "own", secret: "renewed")
            for other in others { try other.expect("ghcr.io", as: "own", secret: "of \(other.profile.name)") }
            try store.expect("ghcr.io", as: "own", secret: "renewed")
            #expect(try store.snapshot(of: nil).credentials.map(\.secret.text) == ["renewed"])
            #expect(try store.accounts() == [Account(server: "ghcr.io", username: "own")])
        },
        StoreRule("a new account, or a new secret, reaches no spelling in another profile") { store throws in
            let other = store.others[0]
            for server in ["ghcr.io", "https://ghcr.io"] { try other.keep(server, as: "u", secret: "kept") }
            let credential = Credential(server: "ghcr.io", username: "u", secret: Secret("new"), recordedExpiry: .never)
            try store.store(credential, renewing: ["https://ghcr.io"])
            #expect(try store.accounts().count == 1)
            for server in ["ghcr.io", "https://ghcr.io"] { try other.expect(server, as: "u", secret: "kept") }
            #expect(try other.accounts().allSatisfy { $0.recordedExpiry == .unknown })
        },
        StoreRule("erase leaves the same server's credential in another profile") { store throws in
            for one in [store] + store.others { try one.keep("ghcr.io", as: "u", secret: "of \(one.profile.name)") }
            try store.erase(["ghcr.io", "https://ghcr.io"])
            #expect(try store.credential(for: ["ghcr.io"]) == nil)
            for other in store.others { try other.expect("ghcr.io", as: "u", secret: "of \(other.profile.name)") }
            try store.keep("ghcr.io", as: "u", secret: "again")
            for other in store.others { try other.erase(["ghcr.io"]) }
            try store.expect("ghcr.io", as: "u", secret: "again")
        },
        StoreRule("each profile records an expiry of its own, of the very same secret, too") { store throws in
            let other = store.others[0]
            for one in [store, other] { try one.keep("ghcr.io", as: "u", secret: "same") }
            try store.record(.never, of: #require(try store.credential(for: ["ghcr.io"])))
            #expect(try other.credential(for: ["ghcr.io"])?.recordedExpiry == .unknown)
            try other.record(.inJanuary2030, of: #require(try other.credential(for: ["ghcr.io"])))
            #expect(try store.credential(for: ["ghcr.io"])?.recordedExpiry == .never)
            #expect(try other.accounts().map(\.recordedExpiry) == [.inJanuary2030])
        },
        StoreRule("the profiles that keep something are told, from each of them") { store throws in
            let all = [store] + store.others
            for one in all { #expect(try one.profiles().named.isEmpty) }
            for one in all { try one.keep("ghcr.io", as: "u", secret: "s") }
            let named = all.map(\.profile).filter { !$0.isDefault }.sorted { $0.name < $1.name }
            for one in all {
                #expect(try one.profiles().named == named)
                #expect(try one.profiles().isIncomplete == false)
            }
            let last = try #require(all.last)
            try last.erase(["ghcr.io"])
            #expect(try store.profiles().named == named.filter { $0 != last.profile })
        },
    ]
}

extension CredentialStore {
    /// The stores of other profiles of the same keyring: the default one's, unless it is this, and of one whose name
    /// begins with another's.
    fileprivate var others: [any CredentialStore] {
        [Profile.default, Profile("work")!, Profile("work-2")!].filter { $0 != profile }.map(inProfile)
    }

    /// Erases everything, in every profile.
    func eraseAllProfiles() throws {
        for profile in [.default] + (try profiles().named) {
            let store = inProfile(profile)
            try store.erase(store.accounts().map(\.server))
        }
    }
}

extension Profile {
    /// The one in which the contract runs once more.
    static let work = Profile("work")!
}
