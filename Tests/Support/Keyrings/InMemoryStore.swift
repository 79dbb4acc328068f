package import CredentialHelper
package import PersonalAccessToken

/// A store that keeps nothing beyond its own life: the plainest thing that fulfils the contract of `CredentialStore`.
package final class InMemoryStore: CredentialStore {
    private var credentials: [Credential] = []

    package var keyring: KeyringKind { .service }

    package init() {}

    package func accounts() throws(KeyringError) -> [Account] {
        credentials.map { Account(server: $0.server, username: $0.username, recordedExpiry: $0.recordedExpiry) }
    }

    package func credential(for servers: [String]) throws(KeyringError) -> Credential? {
        credentials.last { credential in servers.contains { $0.sameBytes(as: credential.server) } }
    }

    package func store(_ credential: Credential) throws(KeyringError) {
        let before = credentials.last { $0.server.sameBytes(as: credential.server) }
        let isSame =
            before?.username.sameBytes(as: credential.username) == true && before?.secret.text == credential.secret.text
        credentials.removeAll { $0.server.sameBytes(as: credential.server) }
        let inherited = isSame ? before?.recordedExpiry : nil
        credentials.append(
            credential.recordedExpiry == .unknown ? credential.with(inherited ?? .unknown) : credential
        )
    }

    package func record(_ expiry: Expiry, of credential: Credential) throws(KeyringError) {
        let kept = try self.credential(for: [credential.server])
        guard kept?.isSame(as: credential) == true else {
            throw .refused("the credential is no longer there")
        }
        try store(credential.with(expiry))
    }

    package func snapshot() throws(KeyringError) -> Snapshot {
        var snapshot = Snapshot()
        snapshot.credentials = credentials
        return snapshot
    }

    package func erase(_ choose: ([String]) -> [String]) throws(KeyringError) {
        let servers = choose(credentials.map(\.server))
        credentials.removeAll { credential in servers.contains { $0.sameBytes(as: credential.server) } }
    }
}

extension Credential {
    fileprivate func with(_ recordedExpiry: Expiry) -> Credential {
        Credential(server: server, username: username, secret: secret, recordedExpiry: recordedExpiry)
    }
}
