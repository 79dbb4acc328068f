package import CredentialHelper

/// Which of the two keyrings is used.
package enum KeyringChoice {
    /// Opens the keyring that was chosen; else the Secret Service where one can be reached, else the encrypted file
    /// where there is one. A machine that has neither gets the Secret Service's error, which tells how to make one.
    /// - Parameter isAbandoned: asked during long waits, whether anybody still wants the answer.
    package static func open(
        environment: [String: String],
        settings: Settings,
        isAbandoned: @escaping () -> Bool
    ) throws(StoreError) -> any CredentialStore {
        switch settings.keyring {
        case .file: return FileStore(try file(environment, settings))
        case .service: break
        case nil:
            // Without a place for a file there is none.
            guard let file = try? file(environment, settings), try exists(file) else { break }
            if try !Bus.isProviderReachable(environment: environment, limits: settings.timeLimits) {
                return FileStore(file)
            }
        }
        return try SecretServiceStore(
            environment: environment,
            limits: settings.timeLimits,
            isAbandoned: isAbandoned
        )
    }

    /// Whether a Secret Service can be spoken to.
    package static func isServiceReachable(
        environment: [String: String],
        settings: Settings
    ) throws(StoreError) -> Bool {
        try Bus.isProviderReachable(environment: environment, limits: settings.timeLimits)
    }

    private static func file(
        _ environment: [String: String],
        _ settings: Settings
    ) throws(StoreError) -> KeyringFile {
        do throws(FileFault) {
            return try KeyringFile(environment: environment, settings: settings)
        } catch {
            throw .file(error)
        }
    }

    /// A file that is not to be trusted counts, too: to pass it over in silence would spread credentials over two.
    private static func exists(_ file: KeyringFile) throws(StoreError) -> Bool {
        do throws(FileFault) { return try file.exists } catch { throw .file(error) }
    }
}
