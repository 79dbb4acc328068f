package import CredentialHelper
package import PersonalAccessToken

/// A store that keeps nothing beyond its own life: the plainest thing that fulfils the contract of `CredentialStore`.
package final class InMemoryStore: CredentialStore {
    /// What is kept for every profile.
    private final class Contents {
        var credentials: [Profile: [Credential]] = [:]
    }

    private let contents: Contents
    package let profile: Profile

    package var keyring: KeyringKind { .service }

    package convenience init() {
        self.init(Contents(), in: .default)
    }

    private init(_ contents: Contents, in profile: Profile) {
        self.contents = contents
        self.profile = profile
    }

    package func inProfile(_ profile: Profile) -> any CredentialStore { InMemoryStore(contents, in: profile) }

    package func profiles() throws(KeyringError) -> VisibleProfiles {
        VisibleProfiles(contents.credentials.filter { !$0.value.isEmpty }.map(\.key), isIncomplete: false)
    }

    private var credentials: [Credential] {
        get { contents.credentials[profile] ?? [] }
        set { contents.credentials[profile] = newValue }
    }

    package func accounts() throws(KeyringError) -> [Account] {
        credentials.map { Account(server: $0.server, username: $0.username, recordedExpiry: $0.recordedExpiry) }
    }

    package func credential(for server: String, orBestOf others: [[String]]) throws(KeyringError) -> Credential? {
        for servers in [[server]] + others {
            if let found = credentials.last(where: { servers.contains(bytesOf: $0.server) }) { return found }
        }
        return nil
    }

    package func store(_ credential: Credential, renewing spellings: [String]) throws(KeyringError) {
        keep(credential)
        guard let kept = credentials.last else { return }
        for other in credentials where spellings.contains(bytesOf: other.server) {
            guard other.username.sameBytes(as: kept.username) else { continue }
            keep(
                Credential(
                    server: other.server,
                    username: other.username,
                    secret: kept.secret,
                    recordedExpiry: kept.recordedExpiry
                )
            )
        }
    }

    private func keep(_ credential: Credential) {
        let before = credentials.last { $0.server.sameBytes(as: credential.server) }
        let isSame = before?.isSame(as: credential) == true
        credentials.removeAll { $0.server.sameBytes(as: credential.server) }
        let inherited = isSame ? before?.recordedExpiry : nil
        credentials.append(
            credential.recordedExpiry == .unknown ? credential.recording(inherited ?? .unknown) : credential
        )
    }

    package func record(_ expiry: Expiry, of credential: Credential) throws(KeyringError) {
        let kept = try self.credential(for: credential.server, orBestOf: [])
        guard kept?.isSame(as: credential) == true else {
            throw .refused("the credential is no longer there")
        }
        keep(credential.recording(expiry))
    }

    package func snapshot(of servers: [String]?) throws(KeyringError) -> Snapshot {
        var snapshot = Snapshot()
        snapshot.credentials = credentials.reversed().filter { credential in
            servers?.contains { $0.sameBytes(as: credential.server) } != false
        }
        return snapshot
    }

    package func erase(_ servers: [String]) throws(KeyringError) {
        credentials.removeAll { servers.contains(bytesOf: $0.server) }
    }
}

extension [String] {
    /// Whether one of them is the same bytes.
    fileprivate func contains(bytesOf text: String) -> Bool { contains { $0.sameBytes(as: text) } }
}
