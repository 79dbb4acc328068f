/// A JSON Web Token (RFC 7519) in its compact form: three parts in base64url with dots between, of which the first
/// is a JSON object with `alg` (RFC 7515, section 4.1.1) and the second one with claims.
///
/// The signature is not verified: that takes the issuer's key, and only the registry's judgement counts.
struct JSONWebToken {
    typealias Part = Token.ValidationError.Part

    /// The claim `exp` (RFC 7519, section 4.1.4), when it is a number.
    private(set) var expiry = Expiry.unknown
    /// The claim `iat` (RFC 7519, section 4.1.6), when it is a number.
    private var issuedAt: UnixTime?
    private(set) var issuer: String?
    private(set) var grantType: String?
    /// The first part that does not decode.
    private(set) var malformedPart: Part?

    /// Reads the token that begins at `start`; `nil` when it is none. A token that has been cut or mistyped still
    /// is one as long as its header can be read, or it still has three parts and begins with `eyJ`, base64url of `{"`.
    /// A first part that is an object of something else is no header: other formats are built alike, such as that of
    /// itsdangerous.
    init?(_ text: Span<UInt8>, from start: Int = 0) {
        // What begins otherwise is no object: `ey` is `{` and a space or a quotation mark, `ew` is `{` and a line's
        // end.
        guard text.has("ey", at: start) || text.has("ew", at: start) else { return nil }
        let dots = text.positions(of: UInt8(ascii: "."), limit: 3)
        // Five parts make a JWE (RFC 7516), which tells nothing.
        guard let first = dots.first, dots.count < 3 else { return nil }
        let header: Header? = Base64.withDecoded(text, in: start..<first, as: .url) { Header($0) }
        guard let algorithm = header?.algorithm else {
            if let header, !header.isMeantAsOne { return nil }
            guard dots.count == 2, text.has("eyJ", at: start) else { return nil }
            malformedPart = .header
            return
        }
        let payloadEnd = dots.count == 2 ? dots[1] : text.count
        let claims: JSONWebToken? = Base64.withDecoded(text, in: first + 1..<payloadEnd, as: .url) {
            JSONWebToken(claims: $0)
        }
        guard let claims else {
            malformedPart = .payload
            return
        }
        self = claims
        let signature = payloadEnd + 1..<max(text.count, payloadEnd + 1)
        // The signature of an unsecured token is empty (RFC 7519, section 6); from any other it has been cut off.
        if signature.isEmpty, algorithm == "none", dots.count == 2 { return }
        if signature.isEmpty || Base64.withDecoded(text, in: signature, as: .url, body: { _ in true }) == nil {
            malformedPart = .signature
        }
    }

    /// Whether it was made for a day or less.
    var isShortLived: Bool {
        guard case .at(let end) = expiry, let issuedAt else { return false }
        return (0...UnixTime.secondsInDay).contains(end.seconds - issuedAt.seconds)
    }

    /// Reads a claims set. Of a claim given twice the last counts, which is one of the two readings that RFC 7519,
    /// section 4, allows; a claim of another type counts as not given.
    private init?(claims text: Span<UInt8>) {
        var claims = JSONWebToken()
        let members = JSONObject.forEachMember(of: text) { cursor, key throws(JSONError) in
            switch key {
            case "exp": claims.expiry = Expiry(numericDate: try cursor.takeNumber(in: text))
            case "iat": claims.issuedAt = try cursor.takeNumber(in: text).flatMap(UnixTime.init(numericDate:))
            case "iss": claims.issuer = try cursor.takeString(in: text)
            case "grant_type": claims.grantType = try cursor.takeString(in: text)
            default: try cursor.skip(in: text)
            }
        }
        guard members else { return nil }
        self = claims
    }

    private init() {}

    /// The first part, when it is a JSON object.
    private struct Header {
        /// The parameter `alg`, when it is a string.
        private(set) var algorithm: String?
        /// Whether it has `alg`, of whatever type, or `typ` (RFC 7519, section 5.1).
        private(set) var isMeantAsOne = false

        init?(_ text: Span<UInt8>) {
            var (algorithm, isMeantAsOne) = (String?.none, false)
            let isObject = JSONObject.forEachMember(of: text) { cursor, key throws(JSONError) in
                if key == "alg" || key == "typ" { isMeantAsOne = true }
                if key == "alg" {
                    algorithm = try cursor.takeString(in: text)
                } else {
                    try cursor.skip(in: text)
                }
            }
            guard isObject else { return nil }
            (self.algorithm, self.isMeantAsOne) = (algorithm, isMeantAsOne)
        }
    }
}
