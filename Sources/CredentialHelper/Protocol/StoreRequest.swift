import PersonalAccessToken

/// What a client writes to `store`: one JSON object with `ServerURL`, `Username` and `Secret`, as strings.
///
/// Keys are accepted in any case and unknown ones are ignored, as Go's `encoding/json` does it, for which the clients
/// are written; of a key given twice the last counts, and `null` counts as not given.
struct StoreRequest {
    let credential: Credential

    init(_ input: Secret) throws(HelperError) {
        credential = try input.expose { bytes throws(HelperError) in try Self.parse(bytes.span) }
    }

    private static func parse(_ text: Span<UInt8>) throws(HelperError) -> Credential {
        guard text.isUTF8 else { throw .inputNotUTF8 }
        var cursor = JSONCursor()
        guard let first = cursor.peek(in: text) else { throw .emptyInput }
        var server = ""
        var username = ""
        var secret = Secret(capacity: 0)
        var reading: HelperError.Field?
        do throws(JSONError) {
            try cursor.object(in: text) { cursor, key throws(JSONError) in
                reading = HelperError.Field(anyCase: key)
                guard let field = reading else { return try cursor.skip(in: text) }
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
            guard cursor.peek(in: text) == nil else { throw .malformed }
        } catch .wrongType where first != UInt8(ascii: "{") {
            throw .inputNotObject
        } catch .wrongType {
            throw reading.map(HelperError.notString) ?? .inputNotJSON
        } catch .tooDeep {
            throw .inputTooDeep
        } catch {
            throw .inputNotJSON
        }
        return try validated(server: server, username: username, secret: secret)
    }

    private static func validated(
        server: String,
        username: String,
        secret: Secret
    ) throws(HelperError) -> Credential {
        let name: ServerName
        do throws(ServerName.ValidationError) {
            name = try ServerName(server)
        } catch {
            throw HelperError(error)
        }
        guard !username.isEmpty else { throw .noUsername }
        guard !username.hasControlCharacter else { throw .controlCharacter(in: .username) }
        // An empty secret cannot be told from one that a keyring has lost, so none is ever stored.
        guard !secret.isEmpty else { throw .noSecret }
        guard secret.expose({ !$0.contains(0) }) else { throw .nulInSecret }
        return Credential(server: name.text, username: username, secret: secret)
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

extension Span<UInt8> {
    var isUTF8: Bool {
        (try? UTF8Span(validating: self)) != nil
    }
}
