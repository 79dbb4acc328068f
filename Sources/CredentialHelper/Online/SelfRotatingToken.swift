package import PersonalAccessToken

/// A token that can replace itself by another one, as GitLab's can.
package protocol SelfRotatingToken {
    /// For how long it was made, in seconds; `nil` when it does not end, or that is not known.
    func lifetime() throws(OnlineError) -> Int64?

    /// Replaces it: the old one ends at once. To be called once: a second time with the old one revokes them all.
    /// - Parameter expiry: of which the issuer may take the day alone.
    func rotate(expiry: UnixTime) throws(OnlineError) -> RotatedToken
}

/// What a token was replaced by.
package struct RotatedToken {
    package let secret: Secret
    package let expiry: Expiry

    package init(secret: Secret, expiry: Expiry) {
        self.secret = secret
        self.expiry = expiry
    }
}
