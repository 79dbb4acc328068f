@testable import CredentialHelper

/// A keyring as a test wants `doctor` to find it.
struct TestExamination: KeyringExamination {
    var store: any CredentialStore
    var providing: Result<KeyringProvider?, KeyringError> = .success(
        KeyringProvider(name: "a test", differences: [], canAsk: true)
    )
    var kept: Result<[KeptItem], KeyringError>?
    /// What the named profiles have; for others it is what the store has.
    var keptInProfiles: [Profile: [KeptItem]] = [:]
    var state: Result<CollectionState, KeyringError> = .success(.open)
    var snapshot: Result<Snapshot, KeyringError>?

    func examination(of profile: Profile) -> any KeyringExamination {
        TestExamination(store: store.inProfile(profile), kept: keptInProfiles[profile].map { .success($0) })
    }

    func provider() throws(KeyringError) -> KeyringProvider? { try providing.get() }
    func collection() throws(KeyringError) -> CollectionState { try state.get() }

    func items() throws(KeyringError) -> [KeptItem] {
        if let kept { return try kept.get() }
        return try store.accounts().map { KeptItem(account: $0, isLocked: false) }
    }

    func tokens() throws(KeyringError) -> Snapshot {
        if let snapshot { return try snapshot.get() }
        return try store.snapshot(of: nil)
    }

    func removeOlderItems(of server: String) throws(KeyringError) {}
}
