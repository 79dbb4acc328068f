extension Credential {
    /// Takes what a client, or a file of one, gives as a credential, if a keyring can keep it and answer with it.
    init(validating server: String, username: String, secret: Secret) throws(HelperError) {
        let name: ServerName
        do throws(ServerName.ValidationError) {
            name = try ServerName(storable: server)
        } catch {
            throw HelperError(error)
        }
        guard !username.isEmpty else { throw .noUsername }
        guard !username.hasControlCharacter else { throw .controlCharacter(in: .username) }
        // An empty secret cannot be told from one that a keyring has lost, so none is ever stored.
        guard !secret.isEmpty else { throw .noSecret }
        guard secret.expose({ !$0.contains(0) }) else { throw .nulInSecret }
        self.init(server: name.text, username: username, secret: secret)
    }
}
