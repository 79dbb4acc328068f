import CLibsecret
package import CredentialHelper

/// The credentials in the encrypted file. Its items have the attributes of the Secret Service's, and always one more:
/// the recorded expiry, or an empty one. They are in the order in which they were stored, so the last is the newest.
package final class FileStore: CredentialStore {
    private let file: KeyringFile

    package init(_ file: KeyringFile) {
        self.file = file
    }

    package var keyring: KeyringKind { .file }

    /// The attributes cannot be had without the secrets: both are encrypted as one.
    package func accounts() throws(StoreError) -> [Account] {
        try read { file throws(FileFault) in
            try Self.newestOfEachServer(file?.allItems() ?? []).map(\.account)
        }
    }

    package func credential(for servers: [String]) throws(StoreError) -> Credential? {
        try read { file throws(FileFault) in
            guard let file else { return nil }
            if servers.count == 1 {
                let found = try file.items(ofServer: servers[0]).last(where: \.isOurs)
                if let found { return found.credential }
            }
            // That nothing was found says nothing: the password may be wrong.
            let item = try file.allItems().last { item in
                item.isOurs && servers.contains { $0.sameBytes(as: item.server) }
            }
            // It was not found by its MAC.
            if item != nil, servers.count == 1 { throw .damaged(path: self.file.path) }
            return item?.credential
        }
    }

    package func survey() throws(StoreError) -> Survey {
        var survey = Survey()
        do throws(StoreError) {
            survey.credentials = try read { file throws(FileFault) in
                try Self.newestOfEachServer(file?.allItems() ?? []).compactMap(\.credential)
            }
        } catch .file(.locked) {
            survey.isIncomplete = true
        }
        return survey
    }

    package func store(_ credential: Credential) throws(StoreError) {
        try rewrite { backend, items throws(CallError) in
            let before = items.filter { $0.isOurs && $0.server.sameBytes(as: credential.server) }
            let kept = before.last { $0.username.sameBytes(as: credential.username) }?.expiryRecord
            let record = credential.recordedExpiry.map { ExpiryRecord($0, of: credential) } ?? kept
            try Self.keep(credential, record, insteadOf: before, in: backend)
            return true
        }
    }

    package func record(expiry: String, of credential: Credential) throws(StoreError) {
        try rewrite { backend, items throws(CallError) in
            let before = items.filter { $0.isOurs && $0.server.sameBytes(as: credential.server) }
            guard let kept = before.last?.credential, kept.isSame(as: credential) else {
                throw CallError(.failed("the credential is no longer there"))
            }
            try Self.keep(kept, ExpiryRecord(expiry, of: credential), insteadOf: before, in: backend)
            return true
        }
    }

    package func erase(_ choose: ([String]) -> [String]) throws(StoreError) {
        let servers = choose(try accounts().map(\.server))
        if servers.isEmpty { return }
        try rewrite { backend, items throws(CallError) in
            let erased = items.filter { item in item.isOurs && servers.contains { $0.sameBytes(as: item.server) } }
            for item in erased { try backend.remove(item.attributes) }
            return !erased.isEmpty
        }
    }

    // MARK: - Parts

    /// Stores the credential as the only one for its server. `record` counts if it is of the very secret.
    private static func keep(
        _ credential: Credential,
        _ record: ExpiryRecord?,
        insteadOf before: [FileItem],
        in backend: FileBackend
    ) throws(CallError) {
        let record = record.flatMap { $0.isOf(credential.secret) ? $0.text : nil } ?? ""
        let attributes = Dictionary(
            uniqueKeysWithValues: Item.attributes(server: credential.server, username: credential.username)
                + [(ExpiryRecord.attribute, record)]
        )
        for item in before where item.attributes != attributes { try backend.remove(item.attributes) }
        try backend.store(attributes, label: credential.server, credential.secret)
    }

    private static func newestOfEachServer(_ items: [FileItem]) -> [FileItem] {
        var newest: [[UInt8]: FileItem] = [:]
        for item in items where item.isOurs { newest[Array(item.server.utf8)] = item }
        return Array(newest.values)
    }

    private func read<Answer>(_ body: (OpenFile?) throws(FileFault) -> Answer) throws(StoreError) -> Answer {
        do throws(FileFault) { return try file.read(body) } catch { throw .file(error) }
    }

    private func rewrite(_ body: (FileBackend, [FileItem]) throws(CallError) -> Bool) throws(StoreError) {
        do throws(FileFault) { try file.rewrite(nil, body) } catch { throw .file(error) }
    }
}

extension FileItem {
    fileprivate var isOurs: Bool { attributes["xdg:schema"] == Item.schema && attributes["server"] != nil }
    fileprivate var server: String { attributes["server"] ?? "" }
    fileprivate var username: String { attributes["username"] ?? "" }
    fileprivate var expiryRecord: ExpiryRecord? { ExpiryRecord(attributes[ExpiryRecord.attribute]) }

    fileprivate var account: Account {
        Account(server: server, username: username, recordedExpiry: expiryRecord?.expiry)
    }

    /// Nothing when its secret is empty: such an item is none of ours.
    fileprivate var credential: Credential? {
        let secret = secret
        if secret.isEmpty { return nil }
        let record = expiryRecord.flatMap { $0.isOf(secret) ? $0 : nil }
        return Credential(server: server, username: username, secret: secret, recordedExpiry: record?.expiry)
    }
}
