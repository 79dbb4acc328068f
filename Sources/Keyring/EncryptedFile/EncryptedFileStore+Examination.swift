package import CredentialHelper

/// How the encrypted file is, for `doctor`.
extension EncryptedFileStore: KeyringExamination {
    package var store: any CredentialStore { self }

    package func examination(of profile: Profile) -> any KeyringExamination { EncryptedFileStore(file, in: profile) }

    package func provider() throws(KeyringError) -> KeyringProvider? { nil }

    package func items() throws(KeyringError) -> [KeptItem] {
        try allItems().reversed().filter { $0.attributes.isCredential(in: profile) }.map { item in
            KeptItem(account: item.attributes.account, isLocked: false)
        }
    }

    package func collection() throws(KeyringError) -> CollectionState {
        guard try file.exists else { return .missing(others: 0) }
        do throws(KeyringError) {
            _ = try allItems()
            return .open
        } catch .noPassword {
            return .locked
        }
    }

    package func tokens() throws(KeyringError) -> Snapshot { try snapshot(of: nil) }

    package func removeOlderItems(of server: String) throws(KeyringError) {
        try file.rewrite { backend, items throws(KeyringError) in
            let older = own(items, of: [server]).dropLast()
            for item in older { try backend.remove(item.attributes) }
            return !older.isEmpty
        }
    }

    private func allItems() throws(KeyringError) -> [KeyringFileItem] {
        try file.read { file throws(KeyringError) in try file?.allItems() ?? [] }
    }
}
