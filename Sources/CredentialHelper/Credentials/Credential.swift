package import PersonalAccessToken

/// What a keyring keeps for one server.
package struct Credential {
    /// The server as it was stored, to the letter: `https://index.docker.io/v1/`, `ghcr.io`, `127.0.0.1:5000`.
    package let server: String
    /// The account, or `<token>` when the secret is an identity token (an OAuth refresh token).
    package let username: String
    package let secret: Secret
    /// When this very secret expires, as it was recorded.
    package let recordedExpiry: Expiry

    package init(server: String, username: String, secret: Secret, recordedExpiry: Expiry = .unknown) {
        self.server = server
        self.username = username
        self.secret = secret
        self.recordedExpiry = recordedExpiry
    }

    /// The same with another recorded expiry.
    package func recording(_ expiry: Expiry) -> Credential {
        Credential(server: server, username: username, secret: secret, recordedExpiry: expiry)
    }

    /// Whether both are the same secret of the same account.
    package func isSame(as other: Credential) -> Bool {
        username.sameBytes(as: other.username) && secret.isSame(as: other.secret)
    }
}

/// A credential's attributes: what can be known of it without its secret.
package struct Account: Equatable {
    package let server: String
    package let username: String
    /// As in `Credential`. Whether it was recorded of the secret that is kept now, only that secret can tell.
    package let recordedExpiry: Expiry

    package init(server: String, username: String, recordedExpiry: Expiry = .unknown) {
        self.server = server
        self.username = username
        self.recordedExpiry = recordedExpiry
    }
}
