package import PersonalAccessToken

/// What an access token allows. The raw values are those of the command line and of `tokens --json`.
package enum TokenPermission: String, CaseIterable {
    case publicRead = "public-read"
    case read
    case write
    case delete
}

/// An access token as its issuer knows it: all but the secret.
package struct IssuedToken: Equatable {
    package let id: String
    package let description: String
    /// `nil` for one that this helper has no word for.
    package let permission: TokenPermission?
    package let isActive: Bool
    package let created: UnixTime?
    /// `nil` when it was never used.
    package let lastUsed: UnixTime?
    package let expiry: Expiry

    package init(
        id: String,
        description: String,
        permission: TokenPermission?,
        isActive: Bool = true,
        created: UnixTime? = nil,
        lastUsed: UnixTime? = nil,
        expiry: Expiry = .unknown
    ) {
        self.id = id
        self.description = description
        self.permission = permission
        self.isActive = isActive
        self.created = created
        self.lastUsed = lastUsed
        self.expiry = expiry
    }
}

/// An access token to be made.
package struct TokenRequest: Equatable {
    package let description: String
    package let permission: TokenPermission
    /// Not `.unknown`.
    package let expiry: Expiry

    package init(description: String, permission: TokenPermission, expiry: Expiry) {
        self.description = description
        self.permission = permission
        self.expiry = expiry
    }
}

/// An access token that has just been made; its issuer shows the secret this once.
package struct CreatedToken {
    package let token: IssuedToken
    package let secret: Secret

    package init(token: IssuedToken, secret: Secret) {
        self.token = token
        self.secret = secret
    }
}
