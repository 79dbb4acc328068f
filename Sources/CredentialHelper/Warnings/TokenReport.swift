import PersonalAccessToken

/// What is known of one credential's token: from itself and from what was recorded of it.
struct TokenReport {
    let server: String
    let token: Token
    /// The token's own word, else the recorded one.
    let expiry: Expiry
    /// Whether docker renews it by itself, so that its expiry is nobody's concern.
    let isAutomatic: Bool

    init(_ credential: Credential) {
        server = credential.server
        token = credential.secret.expose { bytes in
            Token(inspecting: bytes.span, username: credential.username, registry: credential.server)
        }
        isAutomatic = RegistryIdentity.isDockerHubWebLogin(credential.server) || token.kind == .dockerAccessToken
        expiry = token.expiry == .unknown ? Expiry(recorded: credential.recordedExpiry) : token.expiry
    }
}

extension TokenReport {
    /// How urgent it is to renew the token. One that only ever lasts some hours is not expiring all the time.
    func urgency(at now: UnixTime, within window: CalendarPeriod) -> Urgency {
        let urgency = expiry.urgency(at: now, warningWithin: window)
        return urgency == .expiring && token.kind.isShortLived ? .ok : urgency
    }
}

extension TokenKind {
    /// Whether tokens of this kind last less than a day by nature, so that whoever uses them has means to renew them.
    fileprivate var isShortLived: Bool {
        switch self {
        case .ecrAuthorizationToken, .acrRefreshToken, .googleAccessToken, .githubInstallationAccessToken,
            .githubUserAccessToken, .gitlabJobToken:
            true
        default: false
        }
    }
}

extension Credential {
    /// Whether the secret may be one that a person has thought up, and others may guess.
    package var isGuessable: Bool { TokenReport(self).token.kind == .unknown }
}

extension Expiry {
    /// Takes an expiry as the helper records it; what it would not have written counts as unknown.
    init(recorded text: String?) {
        guard let text, let expiry = try? Expiry(parsing: text, now: UnixTime(seconds: 0)) else {
            self = .unknown
            return
        }
        self = expiry
    }

    /// The form in which an expiry is recorded: `never`, or a date and time of RFC 3339.
    var recorded: String? {
        switch self {
        case .unknown: nil
        case .never: "never"
        case .at(let time): time.rfc3339
        }
    }
}
