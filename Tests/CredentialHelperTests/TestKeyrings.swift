@testable import CredentialHelper

/// The keyrings that a test has.
struct TestKeyrings: Keyrings {
    let store: any CredentialStore
    var file: (any EncryptedKeyring)?
    var hasService = true
    /// Called when a verb opens its keyring.
    var onOpen: () -> Void = {}

    func open(_ settings: Settings) throws(KeyringError) -> any CredentialStore {
        onOpen()
        return store
    }

    func encryptedFile(_ settings: Settings) throws(KeyringError) -> any EncryptedKeyring {
        guard let file else { throw .noDirectory }
        return file
    }

    func isServiceReachable(_ settings: Settings) throws(KeyringError) -> Bool { hasService }
}
