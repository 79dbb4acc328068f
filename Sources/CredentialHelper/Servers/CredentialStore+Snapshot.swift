extension CredentialStore {
    /// What can be shown of the credential that answers a `get` for `server`, without asking anybody to unlock it.
    func snapshot(answering server: ServerName) throws(KeyringError) -> Snapshot {
        var snapshot = try snapshot(of: [server.text] + server.alternatives.joined())
        let credential = server.bestMatch(among: snapshot.credentials.map(\.server))
        snapshot.credentials.removeAll { credential?.sameBytes(as: $0.server) != true }
        let locked = server.bestMatch(among: snapshot.locked.map(\.server))
        snapshot.locked.removeAll { locked?.sameBytes(as: $0.server) != true }
        return snapshot
    }
}

extension ServerName {
    /// The name from which a `get` for this one answers first.
    fileprivate func bestMatch(among names: [String]) -> String? {
        names.first { $0.sameBytes(as: text) } ?? matches(among: names).first?.first
    }
}
