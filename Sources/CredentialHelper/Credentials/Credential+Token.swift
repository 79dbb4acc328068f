package import PersonalAccessToken

extension Credential {
    /// What its secret says of itself.
    package var token: Token {
        secret.expose { Token(inspecting: $0.span, username: username, registry: server) }
    }

    /// Whether the secret may be one that a person has thought up, and others may guess.
    package var isGuessable: Bool { token.kind == .unknown }
}
