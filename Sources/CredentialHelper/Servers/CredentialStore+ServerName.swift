extension CredentialStore {
    /// The credential that answers a `get` for `server`: under that very name, else under an equivalent one, else
    /// under the longest path that the name begins with.
    func credential(answering server: ServerName) throws(KeyringError) -> Credential? {
        try credential(for: server.text, orBestOf: server.alternatives)
    }

    /// Removes what is kept under `server` and every equivalent name, so that afterwards nothing answers for it.
    /// That nothing is kept is fine: docker's logout tries several names.
    func eraseAll(meaning server: ServerName) throws(KeyringError) {
        try erase([server.text] + server.otherSpellings)
    }

    /// Keeps `credential`, and renews what is kept of the same account under equivalent names.
    package func store(_ credential: Credential) throws(KeyringError) {
        let server = try? ServerName(credential.server)
        try store(credential, renewing: server?.otherSpellings ?? [])
    }
}
