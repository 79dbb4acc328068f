package import CredentialHelper
package import PersonalAccessToken

/// The credentials in the encrypted file. Its items have the attributes of the Secret Service's, and always one more:
/// the recorded expiry, or an empty one. They are in the order in which they were stored, so the last is the newest.
package final class EncryptedFileStore: CredentialStore {
    let file: EncryptedKeyringFile
    package let profile: Profile
    package let obstacleToService: KeyringError.Unreachable?

    package init(
        _ file: EncryptedKeyringFile,
        in profile: Profile = .default,
        obstacleToService: KeyringError.Unreachable? = nil
    ) {
        self.file = file
        self.profile = profile
        self.obstacleToService = obstacleToService
    }

    package var keyring: KeyringKind { .file }

    package func inProfile(_ profile: Profile) -> any CredentialStore { EncryptedFileStore(file, in: profile) }

    package func profiles() throws(KeyringError) -> VisibleProfiles {
        do throws(KeyringError) {
            return try file.read { file throws(KeyringError) in
                try VisibleProfiles((file?.allItems() ?? []).compactMap(\.attributes.profile), isIncomplete: false)
            }
        } catch .noPassword {
            return VisibleProfiles([], isIncomplete: true)
        }
    }

    /// The attributes cannot be had without the secrets: both are encrypted as one.
    package func accounts() throws(KeyringError) -> [Account] {
        try file.read { file throws(KeyringError) in
            try newestOfEachServer(file?.allItems() ?? []).map(\.attributes.account)
        }
    }

    package func credential(for server: String, orBestOf others: [[String]]) throws(KeyringError) -> Credential? {
        try file.read { file throws(KeyringError) in
            guard let file else { return nil }
            let found = try file.items(ofServer: server).last { $0.attributes.isCredential(in: profile) }
            if let credential = found?.credential { return credential }
            // That nothing was found says nothing: the password may be wrong.
            let items = try file.allItems()
            // It was not found by its MAC.
            if found == nil, !own(items, of: [server]).isEmpty { throw .damaged(path: self.file.path) }
            for servers in others {
                if let credential = own(items, of: servers).last?.credential { return credential }
            }
            return nil
        }
    }

    package func snapshot(of servers: [String]?) throws(KeyringError) -> Snapshot {
        var snapshot = Snapshot()
        do throws(KeyringError) {
            snapshot.credentials = try file.read { file throws(KeyringError) in
                let newest = try newestOfEachServer(file?.allItems() ?? [])
                let shown = newest.filter { item in servers?.contains { item.attributes.isOf(server: $0) } != false }
                return shown.map(\.credential)
            }
        } catch {
            guard case .noPassword = error else { throw error }
            snapshot.isIncomplete = true
            snapshot.lock = error
        }
        return snapshot
    }

    package func store(_ credential: Credential, renewing spellings: [String]) throws(KeyringError) {
        try file.rewrite { backend, items throws(KeyringError) in
            let before = own(items, of: [credential.server])
            let same = before.last { $0.attributes.username.sameBytes(as: credential.username) }
            let record =
                credential.recordedExpiry == .unknown
                ? same?.attributes.expiryRecord : ExpiryRecord(credential.recordedExpiry, of: credential)
            try keep(credential, expiry: record, insteadOf: before, in: backend)
            for spelling in spellings {
                let before = own(items, of: [spelling])
                guard let same = before.last, same.attributes.username.sameBytes(as: credential.username) else {
                    continue
                }
                let renewed = Credential(server: spelling, username: credential.username, secret: credential.secret)
                let kept = record.flatMap { $0.isOf(renewed.secret) ? $0 : nil } ?? same.attributes.expiryRecord
                try keep(renewed, expiry: kept, insteadOf: before, in: backend)
            }
            return true
        }
    }

    package func record(_ expiry: Expiry, of credential: Credential) throws(KeyringError) {
        try file.rewrite { backend, items throws(KeyringError) in
            let before = own(items, of: [credential.server])
            guard let kept = before.last?.credential, kept.isSame(as: credential) else {
                throw .system(path: self.file.path, "the credential is no longer there")
            }
            try keep(kept, expiry: ExpiryRecord(expiry, of: credential), insteadOf: before, in: backend)
            return true
        }
    }

    package func erase(_ servers: [String]) throws(KeyringError) {
        // Where there is nothing to erase, nothing is made or written.
        let kept = try file.read { file throws(KeyringError) in own(try file?.allItems() ?? [], of: servers) }
        if kept.isEmpty { return }
        try file.rewrite { backend, items throws(KeyringError) in
            let erased = own(items, of: servers)
            for item in erased { try backend.remove(item.attributes) }
            return !erased.isEmpty
        }
    }

    // MARK: - Parts

    func own(_ items: [KeyringFileItem], of servers: [String]) -> [KeyringFileItem] {
        items.filter { item in
            item.attributes.isCredential(in: profile) && servers.contains { item.attributes.isOf(server: $0) }
        }
    }

    /// Stores the credential as the only one for its server. `record` counts if it is of the very secret.
    private func keep(
        _ credential: Credential,
        expiry record: ExpiryRecord?,
        insteadOf before: [KeyringFileItem],
        in backend: LibsecretFileBackend
    ) throws(KeyringError) {
        let attributes = ItemAttributes(server: credential.server, username: credential.username, in: profile)
            .recording(record.flatMap { $0.isOf(credential.secret) ? $0 : nil })
        for item in before where item.attributes != attributes { try backend.remove(item.attributes) }
        try backend.store(attributes, label: attributes.itemLabel, secret: credential.secret)
    }

    /// The newest item of each server, the newest of all first.
    private func newestOfEachServer(_ items: [KeyringFileItem]) -> [KeyringFileItem] {
        var servers: Set<[UInt8]> = []
        return items.reversed().filter { item in
            item.attributes.isCredential(in: profile)
                && servers.insert(Array((item.attributes.server ?? "").utf8)).inserted
        }
    }
}
