/// The token of Amazon ECR: base64 of a JSON object with `payload`, `datakey`, `version` "2", `type` "DATA_KEY" and
/// `expiration`, in seconds since 1970. Amazon documents only that it is opaque and lasts 12 hours; the form is what
/// its service issues.
struct ECRAuthorizationToken {
    private(set) var expiry = Expiry.unknown

    init?(_ text: Span<UInt8>) {
        // Base64 of `{"`: no other text is worth decoding.
        guard text.starts(with: "eyJ") else { return nil }
        let token: ECRAuthorizationToken? = Base64.withDecoded(text, in: text.indices, as: .standard) {
            ECRAuthorizationToken(json: $0)
        }
        guard let token else { return nil }
        self = token
    }

    private init?(json text: Span<UInt8>) {
        var token = ECRAuthorizationToken()
        var isDataKey = false
        var hasPayload = false
        let isObject = JSONObject.forEachMember(of: text) { cursor, key throws(JSONError) in
            switch key {
            case "type": isDataKey = try cursor.takeString(in: text) == "DATA_KEY"
            case "expiration": token.expiry = Expiry(numericDate: try cursor.takeNumber(in: text))
            case "payload":
                // It is secret, so it is skipped and never copied.
                hasPayload = true
                try cursor.skip(in: text)
            default: try cursor.skip(in: text)
            }
        }
        guard isObject, isDataKey, hasPayload else { return nil }
        self = token
    }

    private init() {}
}
