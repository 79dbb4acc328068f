@testable import CredentialHelper

/// The keyrings that a test has.
struct TestKeyrings: Keyrings {
    let store: any CredentialStore
    var file: (any EncryptedKeyring)?
    var hasService = true
    /// What `doctor` finds; `nil` for what the store has.
    var examination: TestExamination?
    /// Called when a verb opens its keyring.
    var onOpen: () -> Void = {}

    func open(_ settings: Settings) throws(KeyringError) -> any CredentialStore {
        onOpen()
        return store
    }

    func examine(_ settings: Settings) throws(KeyringError) -> any KeyringExamination {
        onOpen()
        return examination ?? TestExamination(store: store)
    }

    func encryptedFile(_ settings: Settings) throws(KeyringError) -> any EncryptedKeyring {
        guard let file else { throw .noDirectory }
        return file
    }

    func obstacleToService(_ settings: Settings) throws(KeyringError) -> KeyringError.Unreachable? {
        return hasService ? nil : .noProvider
    }
}
