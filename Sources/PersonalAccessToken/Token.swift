/// What can be known of a registry's token without asking anybody: its kind, whether it is whole, and when it expires.
///
/// The token's own characters are not kept, but for what ``masked`` shows, so that a `Token` can be logged.
///
/// Any bytes can be inspected, which takes time in proportion to their number. A secret of none of the known kinds is
/// ``TokenKind/unknown``.
public struct Token: Hashable, Sendable {
    /// What the token is.
    public let kind: TokenKind
    /// When the token expires, as far as it says so itself.
    ///
    /// These do: a JWT with the claim `exp`, which includes those of Docker, Azure Container Registry, JFrog, and
    /// GitHub's and GitLab's new ones; Amazon ECR's token; JFrog's reference token. A claim is as good as none when it
    /// is no number, or a time that cannot be meant: 0 or less, or 10¹¹ or more, which is in milliseconds. A fraction
    /// of a second is cut off.
    public let expiry: Expiry
    /// Whether the token lasts a day or less by nature, so that whoever uses it has means to renew it, and need not be
    /// warned: all of its ``kind`` do, or it is a JWT that was made for so long (`exp` − `iat`).
    public let isShortLived: Bool
    /// What is wrong with the token's form; `nil` when it is whole, or when its kind has no form to compare with.
    ///
    /// Of several flaws this is the first in the order of ``ValidationError``'s cases. A flawed token should be
    /// mentioned rather than refused: what is valid is for the registry to say, and forms change.
    public let flaw: ValidationError?
    /// The only rendering of a token: the prefix of its kind, `…` and its last 4 characters, such as `dckr_pat_…MivH`.
    ///
    /// It is `…` alone for a kind whose characters people may choose, for a secret of an unknown kind, and when 4
    /// characters would be more than a quarter of what is secret.
    public let masked: String

    /// Inspects the bytes of a token, which are not copied.
    ///
    /// - Parameters:
    ///   - secret: The token, in ASCII or UTF-8. White space around it is a flaw, and is ignored otherwise.
    ///   - username: The user name that goes with it; some kinds are told by it.
    ///   - registry: The registry that it is for, as clients write it: `ghcr.io`, `https://index.docker.io/v1/`. Some
    ///     forms are so common that they mean something for one registry only.
    public init(inspecting secret: Span<UInt8>, username: String? = nil, registry: String? = nil) {
        let range = WhiteSpace.trimmedRange(of: secret)
        let text = secret.extracting(range)
        let context = TokenContext(username: username ?? "", registry: registry)
        let classification = Classification(of: text, in: context)
        kind = classification.kind
        expiry = classification.expiry
        isShortLived = classification.kind.isShortLived || classification.isShortLived
        flaw = Self.flaw(
            of: secret,
            trimmed: range,
            isFile: classification.kind.properties.isFile,
            formFlaw: classification.flaw
        )
        masked = Mask.render(
            text,
            kind: classification.kind,
            prefixLength: classification.prefixLength,
            isWhole: classification.flaw == nil
        )
    }

    /// Inspects a token that is in a string already; the same as with its bytes.
    public init(inspecting secret: String, username: String? = nil, registry: String? = nil) {
        var secret = secret
        self = secret.withUTF8 { Token(inspecting: $0.span, username: username, registry: registry) }
    }

    /// Checks that the token is whole and, as far as it says itself, not expired.
    ///
    /// - Throws: ``ValidationError``: the ``flaw`` if there is one, else `expired` when the token's own ``expiry`` is
    ///   at `now` or before.
    public func validate(at now: UnixTime) throws(ValidationError) {
        if let flaw { throw flaw }
        if case .at(let time) = expiry, expiry.isExpired(at: now) { throw .expired(since: time) }
    }

    private static func flaw(
        of secret: Span<UInt8>,
        trimmed range: Range<Int>,
        isFile: Bool,
        formFlaw: ValidationError?
    ) -> ValidationError? {
        if range.isEmpty { return .empty }
        if !isFile {
            if range != secret.indices {
                return .surroundingWhiteSpace(
                    leading: range.lowerBound,
                    trailing: secret.count - range.upperBound
                )
            }
            do throws(ValidationError) {
                try secret.requireNoControlCharacters()
            } catch {
                return error
            }
        }
        return formFlaw
    }
}

extension Token: CustomStringConvertible {
    /// The same as ``masked``.
    public var description: String { masked }
}
