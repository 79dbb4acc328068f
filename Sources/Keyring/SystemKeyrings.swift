package import CredentialHelper

/// The keyrings of this machine: the session's Secret Service, and the encrypted file.
package final class SystemKeyrings: Keyrings {
    private let environment: [String: String]
    private let isClientGone: () -> Bool
    /// Held until the end: to take the connection down in good order takes longer than to end the process, which does
    /// the same.
    private var opened: (any KeyringExamination)?

    /// - Parameter isClientGone: asked during long waits, whether nobody wants the answer any longer.
    package init(environment: [String: String], isClientGone: @escaping () -> Bool) {
        self.environment = environment
        self.isClientGone = isClientGone
    }

    /// A machine that has neither keyring gets the Secret Service's error, which tells how to make one.
    package func open(_ settings: Settings) throws(KeyringError) -> any CredentialStore {
        try examine(settings).store
    }

    package func examine(_ settings: Settings) throws(KeyringError) -> any KeyringExamination {
        let store: any KeyringExamination =
            if let store = try chosenFile(settings) {
                store
            } else {
                try SecretServiceStore(
                    environment: environment,
                    limits: settings.timeLimits,
                    allowsPlainSession: settings.allowsPlainSession,
                    isClientGone: isClientGone
                )
            }
        opened = store
        return store
    }

    package func encryptedFile(_ settings: Settings) throws(KeyringError) -> any EncryptedKeyring {
        try file(settings)
    }

    package func obstacleToService(_ settings: Settings) throws(KeyringError) -> KeyringError.Unreachable? {
        try SecretService.obstacle(environment: environment, limits: settings.timeLimits)
    }

    /// The encrypted file, if it is the keyring to use.
    private func chosenFile(_ settings: Settings) throws(KeyringError) -> EncryptedFileStore? {
        switch settings.keyring {
        case .file: return EncryptedFileStore(try file(settings))
        case .service: return nil
        case nil:
            // A file that is not to be trusted counts, too: to pass it over in silence would spread credentials over
            // two. Without a place for a file there is none.
            guard let file = try? file(settings), try file.exists else { return nil }
            return try obstacleToService(settings).map { EncryptedFileStore(file, obstacleToService: $0) }
        }
    }

    private func file(_ settings: Settings) throws(KeyringError) -> EncryptedKeyringFile {
        try EncryptedKeyringFile(environment: environment, settings: settings)
    }
}
