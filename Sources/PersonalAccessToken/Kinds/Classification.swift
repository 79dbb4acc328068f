/// What a token is, by its bytes without white space around them and by what else is known of it.
///
/// A kind with a prefix is recognised by `PrefixedForm`; here is where the others are.
struct Classification {
    private(set) var kind = TokenKind.unknown
    /// How many bytes of the token's beginning are the same in every token of its kind.
    private(set) var prefixLength = 0
    private(set) var expiry = Expiry.unknown
    /// Whether this very token says that it lasts a day or less.
    private(set) var isShortLived = false
    private(set) var flaw: Token.ValidationError?

    /// The strongest evidence goes first: prefixes made for being recognised, then user names that only one service
    /// has, then what the token encodes, and last those forms that mean something at one registry only.
    init(of text: Span<UInt8>, in context: TokenContext) {
        if let form = PrefixedForm.matching(text) {
            self.init(form.kind, prefixLength: form.prefix.utf8CodeUnitCount) { () throws(Token.ValidationError) in
                try form.validate(text)
            }
            return
        }
        self =
            Classification(byUsernameIn: context, text: text)
            ?? Classification(byContentOf: text, in: context)
            ?? Classification(byRegistryIn: context, text: text)
            ?? Classification(.unknown)
    }

    /// A token of a certain kind, whose form `validate` checks, returning its expiry.
    private init(
        _ kind: TokenKind,
        prefixLength: Int = 0,
        validate: () throws(Token.ValidationError) -> Expiry = { .unknown }
    ) {
        self.kind = kind
        self.prefixLength = prefixLength
        do throws(Token.ValidationError) {
            expiry = try validate()
        } catch {
            flaw = error
        }
    }

    private init(_ kind: TokenKind, from token: JSONWebToken) {
        self.kind = kind
        expiry = token.expiry
        isShortLived = token.isShortLived
        flaw = token.malformedPart.map { .malformedJSONWebToken($0) }
    }

    // MARK: - By the user name

    private init?(byUsernameIn context: TokenContext, text: Span<UInt8>) {
        switch context.username {
        case "oauth2accesstoken": self.init(.googleAccessToken)
        case "_json_key":
            self.init(.googleServiceAccountKey) { () throws(Token.ValidationError) in
                guard JSONObject.isObject(text) else { throw .malformed }
                return .unknown
            }
        // The same in base64, in which line breaks are usual: nothing to compare with.
        case "_json_key_base64": self.init(.googleServiceAccountKey)
        case "$app":
            self.init(.quayApplicationToken) { () throws(Token.ValidationError) in
                try text.require(.upperCaseAndDigits, in: text.indices)
                try text.require(length: 120)
                return .unknown
            }
        // Before Harbor 2.2 it was a JWT, which says more by itself.
        case _ where context.isHarborRobot && JSONWebToken(text) == nil:
            self.init(.harborRobotSecret) { () throws(Token.ValidationError) in
                try text.require(lengths: 8...128)
                return .unknown
            }
        // A `+` is common in user names, so the token must have the look of a robot's, be it cut or not.
        case _ where context.isQuayRobot && text.count >= 32 && Alphabet.upperCaseAndDigits.containsAll(of: text):
            self.init(.quayRobotToken) { () throws(Token.ValidationError) in
                try text.require(length: 64)
                return .unknown
            }
        default: return nil
        }
    }

    // MARK: - By what the token encodes

    private init?(byContentOf text: Span<UInt8>, in context: TokenContext) {
        // Only in short texts: in longer ones of base64 the four characters may turn up by chance.
        if text.has("+ACR", at: 42), text.count < 60 {
            self.init(.acrPassword) { () throws(Token.ValidationError) in
                try text.require(.base64, in: 0..<42)
                try text.require(.base62, in: 46..<text.count)
                try text.require(length: 52)
                return .unknown
            }
        } else if let token = JSONWebToken(text) {
            self.init(Self.kind(of: token, in: context), from: token)
        } else if let token = ECRAuthorizationToken(text) {
            self.init(.ecrAuthorizationToken) { token.expiry }
        } else if text.starts(with: "eyJ"), context.username == "AWS" {
            // Amazon says that it is opaque: another form is no flaw.
            self.init(.ecrAuthorizationToken)
        } else if text.starts(with: "eyJ"), context.isAzureTokenUser {
            self.init(.acrRefreshToken) { () throws(Token.ValidationError) in throw .malformedJSONWebToken(.header) }
        } else if context.username == "<token>", !text.isEmpty {
            self.init(.identityToken)
        } else {
            return nil
        }
    }

    private static func kind(of token: JSONWebToken, in context: TokenContext) -> TokenKind {
        switch token.issuer {
        case "https://login.docker.com/": return .dockerAccessToken
        case "Azure Container Registry" where token.grantType == "refresh_token": return .acrRefreshToken
        case let issuer? where issuer.isJFrogService: return .jfrogAccessToken
        case nil where token.isUnreadable && context.isAzureTokenUser: return .acrRefreshToken
        default: return context.username == "<token>" ? .identityToken : .jsonWebToken
        }
    }

    // MARK: - By the registry

    private init?(byRegistryIn context: TokenContext, text: Span<UInt8>) {
        switch context.service {
        case .dockerHub where text.isLowerCaseUUID: self.init(.dockerLegacyPersonalAccessToken)
        case .giteaCloud where text.isSHA1Digest, .codeberg where text.isSHA1Digest: self.init(.giteaAccessToken)
        case .cloudsmith where text.isSHA1Digest: self.init(.cloudsmithAPIKey)
        default: return nil
        }
    }
}

extension JSONWebToken {
    /// Whether its claims cannot be read.
    fileprivate var isUnreadable: Bool { malformedPart == .header || malformedPart == .payload }
}

extension String {
    /// Whether this is the identifier of one of JFrog's services: `jf`, two letters, `@`, such as `jfac@01gvgp…`.
    fileprivate var isJFrogService: Bool {
        utf8.starts(with: "jf".utf8) && utf8.dropFirst(4).first == UInt8(ascii: "@")
    }
}

extension Span<UInt8> {
    /// 8-4-4-4-12 lower-case hexadecimal digits (RFC 9562, section 4).
    fileprivate var isLowerCaseUUID: Bool {
        guard count == 36 else { return false }
        for index in indices {
            let isHyphen = self[index] == UInt8(ascii: "-")
            guard [8, 13, 18, 23].contains(index) ? isHyphen : Alphabet.lowerCaseHexadecimal.contains(self[index])
            else { return false }
        }
        return true
    }

    fileprivate var isSHA1Digest: Bool { count == 40 && Alphabet.lowerCaseHexadecimal.containsAll(of: self) }
}
