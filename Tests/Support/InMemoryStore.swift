package import CredentialHelper

/// A store that keeps nothing beyond its own life: the plainest thing that fulfils the contract of `CredentialStore`.
package final class InMemoryStore: CredentialStore {
    private var credentials: [Credential] = []

    package init() {}

    package func accounts() throws(StoreError) -> [Account] {
        credentials.map { Account(server: $0.server, username: $0.username) }
    }

    package func credential(for servers: [String]) throws(StoreError) -> Credential? {
        credentials.last { credential in servers.contains { $0.sameBytes(as: credential.server) } }
    }

    package func store(_ credential: Credential) throws(StoreError) {
        credentials.removeAll { $0.server.sameBytes(as: credential.server) }
        credentials.append(credential)
    }

    package func erase(_ servers: [String]) throws(StoreError) {
        credentials.removeAll { credential in servers.contains { $0.sameBytes(as: credential.server) } }
    }
}

extension Secret {
    package convenience init(_ text: String) {
        var text = text
        self.init(capacity: text.utf8.count)
        text.withUTF8(append)
    }

    /// The secret as text, for comparing it.
    package var text: String { expose { String(decoding: $0, as: UTF8.self) } }
}
