import PersonalAccessToken

/// What is known of one credential's token: from itself and from what was recorded of it.
struct TokenReport {
    let profile: Profile
    let server: String
    let token: Token
    /// The token's own word, else the recorded one.
    let expiry: Expiry
    /// Whether docker renews it by itself, so that its expiry is nobody's concern. The name alone decides: the same
    /// token under another name is an ordinary password, which nobody renews.
    let isAutomatic: Bool

    init(_ credential: Credential, in profile: Profile = .default) {
        self.profile = profile
        server = credential.server
        token = credential.token
        isAutomatic = RegistryIdentity.isDockerHubWebLogin(credential.server)
        expiry = token.expiry == .unknown ? credential.recordedExpiry : token.expiry
    }
}

extension TokenReport {
    /// How urgent it is to renew the token. One that lasts a day or less is not expiring all the time.
    func urgency(at now: UnixTime, within window: CalendarPeriod) -> Urgency {
        let urgency = expiry.urgency(at: now, warningWithin: window)
        return urgency == .expiring && token.isShortLived ? .ok : urgency
    }
}
