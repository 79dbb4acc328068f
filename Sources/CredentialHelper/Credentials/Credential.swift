/// What a keyring keeps for one server.
package struct Credential {
    /// The server as it was stored, to the letter: `https://index.docker.io/v1/`, `ghcr.io`, `127.0.0.1:5000`.
    package let server: String
    /// The account, or `<token>` when the secret is an identity token (an OAuth refresh token).
    package let username: String
    package let secret: Secret

    package init(server: String, username: String, secret: Secret) {
        self.server = server
        self.username = username
        self.secret = secret
    }
}

/// A credential's attributes: what can be known of it without its secret.
package struct Account: Equatable {
    package let server: String
    package let username: String

    package init(server: String, username: String) {
        self.server = server
        self.username = username
    }
}
