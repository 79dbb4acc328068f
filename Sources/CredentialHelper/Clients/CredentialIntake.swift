import PersonalAccessToken

/// Brings credentials from elsewhere into a keyring, and makes sure that they are there.
struct CredentialIntake {
    enum Outcome: Equatable {
        case stored
        /// It was there already.
        case present
        /// The keyring has another credential by that name, which stays as it is: this account's.
        case occupied(by: String)
    }

    /// Opens the keyring: each time anew where the time that it has for its answers is to be each credential's own.
    let open: () throws -> any CredentialStore

    /// - Parameter replaces: whether another credential by that name may go.
    func take(_ credential: Credential, replaces: Bool) throws -> Outcome {
        let store = try open()
        let server = try ServerName(credential.server)
        if let found = try store.credential(answering: server) {
            if found.isSame(as: credential) {
                // It is the same token: what is known of it at one place holds at the other.
                if found.lacksExpiry(of: credential) {
                    try store.record(credential.recordedExpiry, of: found)
                }
                return .present
            }
            if !replaces, found.server.sameBytes(as: server.text) { return .occupied(by: found.username) }
        }
        // Under this name alone: the same account may have a newer secret under another spelling.
        try store.store(credential, renewing: [])
        guard try store.keeps(credential) else { throw SetupError.notKept(server: credential.server) }
        return .stored
    }

    /// Whether the keyring answers with this very credential.
    func hasSame(_ credential: Credential) throws -> Bool {
        try open().credential(answering: ServerName(credential.server))?.isSame(as: credential) == true
    }

    /// What `take` would meet, as far as that can be seen without asking anybody to unlock anything.
    func preview(_ credential: Credential) -> Outcome {
        guard let server = try? ServerName(credential.server),
            let snapshot = try? open().snapshot(answering: server)
        else { return .stored }
        if let found = snapshot.credentials.first {
            if found.isSame(as: credential) { return found.lacksExpiry(of: credential) ? .stored : .present }
            if found.server.sameBytes(as: server.text) { return .occupied(by: found.username) }
        }
        if let locked = snapshot.locked.first, locked.server.sameBytes(as: server.text),
            !locked.username.sameBytes(as: credential.username)
        {
            return .occupied(by: locked.username)
        }
        return .stored
    }
}

extension Credential {
    fileprivate func lacksExpiry(of other: Credential) -> Bool {
        recordedExpiry == .unknown && other.recordedExpiry != .unknown
    }
}

extension CredentialStore {
    fileprivate func keeps(_ credential: Credential) throws(KeyringError) -> Bool {
        try self.credential(for: credential.server, orBestOf: [])?.isSame(as: credential) == true
    }
}
