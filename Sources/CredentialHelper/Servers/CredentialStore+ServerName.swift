extension CredentialStore {
    /// The credential that answers a `get` for `server`: under that very name, else under an equivalent one, else
    /// under the longest path that the name begins with.
    func credential(answering server: ServerName) throws(KeyringError) -> Credential? {
        if let exact = try credential(for: [server.text]) { return exact }
        for names in server.matches(among: try accounts().map(\.server)) {
            if let match = try credential(for: names) { return match }
        }
        return nil
    }

    /// Removes what is kept under `server` and every equivalent name, so that afterwards nothing answers for it.
    /// That nothing is kept is fine: docker's logout tries several names.
    func eraseAll(meaning server: ServerName) throws(KeyringError) {
        try erase(server.equivalents)
    }
}
