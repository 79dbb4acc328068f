import PersonalAccessToken

/// What a client writes to `store`: one JSON object with `ServerURL`, `Username` and `Secret`, as strings.
///
/// Keys are accepted in any case and unknown ones are ignored, as Go's `encoding/json` does it, for which the clients
/// are written; of a key given twice the last counts, and `null` counts as not given.
struct StoreRequest {
    let credential: Credential

    init(_ input: Secret) throws(HelperError) {
        let fields = try input.expose { bytes throws(HelperError) in try Fields(bytes.span) }
        credential = try fields.validated()
    }
}

/// The fields of the object, as they are given.
private struct Fields {
    private var server = ""
    private var username = ""
    private var secret = Secret(capacity: 0)
    /// The one that is being read.
    private var current: HelperError.Field?

    init(_ text: Span<UInt8>) throws(HelperError) {
        guard text.isUTF8 else { throw .inputNotUTF8 }
        var cursor = JSONCursor()
        guard let first = cursor.peek(in: text) else { throw .emptyInput }
        do throws(JSONError) {
            try cursor.object(in: text) { cursor, key throws(JSONError) in
                current = HelperError.Field(anyCase: key)
                try takeValue(of: current, in: text, at: &cursor)
            }
            guard cursor.peek(in: text) == nil else { throw .malformed }
        } catch .wrongType where first != UInt8(ascii: "{") {
            throw .inputNotObject
        } catch .wrongType {
            throw current.map(HelperError.notString) ?? .inputNotJSON
        } catch .tooDeep {
            throw .inputTooDeep
        } catch {
            throw .inputNotJSON
        }
    }

    private mutating func takeValue(
        of field: HelperError.Field?,
        in text: Span<UInt8>,
        at cursor: inout JSONCursor
    ) throws(JSONError) {
        guard let field else { return try cursor.skip(in: text) }
        if try cursor.takeNull(in: text) { return }
        switch field {
        case .serverURL: server = try cursor.string(in: text)
        case .username: username = try cursor.string(in: text)
        case .secret:
            // An escape is never shorter than what it stands for: the buffer will not have to grow.
            let bytes = Secret(capacity: text.count - cursor.position)
            try cursor.string(in: text, receive: bytes.append)
            secret = bytes
        }
    }

    func validated() throws(HelperError) -> Credential {
        try Credential(validating: server, username: username, secret: secret)
    }
}

extension HelperError.Field {
    /// The field of a key as Go matches it: without case, by Unicode's simple folding.
    fileprivate init?(anyCase key: String) {
        switch key.uppercased() {
        case "SERVERURL": self = .serverURL
        case "USERNAME": self = .username
        case "SECRET": self = .secret
        default: return nil
        }
    }
}
