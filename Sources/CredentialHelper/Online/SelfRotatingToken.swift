package import PersonalAccessToken

/// A token that can replace itself by another one, as GitLab's can.
package protocol SelfRotatingToken {
    /// For how long it was made, in seconds; `nil` when it does not end, or that is not known.
    func lifetime() throws(OnlineError) -> Int64?

    /// Replaces it: the old one ends at once. To be called once: a second time with the old one revokes them all.
    /// - Parameters:
    ///   - expiry: of which the issuer may take the day alone.
    ///   - receive: called with each piece of the answer when it arrives, before anything is made of it.
    func rotate(
        expiry: UnixTime,
        receive: @escaping (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(OnlineError) -> RotatedToken
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
