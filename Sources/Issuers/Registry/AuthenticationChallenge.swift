/// One challenge of a `WWW-Authenticate` header (RFC 9110, section 11.6.1): how a server wants to be told who asks.
struct AuthenticationChallenge: Equatable {
    /// In lower case, such as `basic` and `bearer`.
    let scheme: String
    /// By their names in lower case; of one given twice the first counts.
    private(set) var parameters: [String: String] = [:]

    private init(scheme: String) {
        self.scheme = scheme
    }

    /// Reads the challenges of one header, which may be many.
    /// - Returns: `nil` when there is a control character in it, or it is of another form.
    static func challenges(in header: String) -> [AuthenticationChallenge]? {
        guard header.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { return nil }
        var cursor = HeaderCursor(header)
        var challenges: [AuthenticationChallenge] = []
        while cursor.skipSeparators() {
            guard let name = cursor.token() else { return nil }
            if challenges.isEmpty || !cursor.isAtEquals {
                challenges.append(AuthenticationChallenge(scheme: name))
                // What follows some schemes is one piece of base64 and no list (`token68`).
                cursor.skipToken68()
                continue
            }
            guard cursor.takeEquals(), let value = cursor.value() else { return nil }
            let last = challenges.count - 1
            if challenges[last].parameters[name] == nil { challenges[last].parameters[name] = value }
        }
        return challenges
    }
}

/// A place in a header, moved forward.
private struct HeaderCursor {
    private var rest: ArraySlice<UInt8>

    init(_ text: String) {
        rest = Array(text.utf8)[...]
    }

    /// Moves over white space and commas.
    /// - Returns: whether anything is left.
    mutating func skipSeparators() -> Bool {
        rest = rest.drop { [0x20, 0x09, UInt8(ascii: ",")].contains($0) }
        return !rest.isEmpty
    }

    /// Whether the next thing is an equals sign, as it is after a parameter's name.
    var isAtEquals: Bool { rest.first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "=") }

    mutating func takeEquals() -> Bool {
        skipWhiteSpace()
        guard rest.popFirst() == UInt8(ascii: "=") else { return false }
        skipWhiteSpace()
        return true
    }

    /// A token (RFC 9110, section 5.6.2), in lower case; `nil` when none comes next.
    mutating func token() -> String? {
        text(while: Self.isOfToken)?.lowercased()
    }

    /// The value of a parameter: a token, or a string in quotes.
    mutating func value() -> String? {
        guard rest.first == UInt8(ascii: "\"") else { return text(while: Self.isOfToken) }
        rest = rest.dropFirst()
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            guard let escaped = rest.popFirst() else { return nil }
            bytes.append(escaped)
        }
        return nil
    }

    /// Moves over a `token68` if one comes next and is all that follows the scheme, up to a comma or the end.
    mutating func skipToken68() {
        guard let first = rest.first, first == 0x20 || first == 0x09 else { return }
        var after = rest.drop { $0 == 0x20 || $0 == 0x09 }
        after = after.drop { Self.isOfToken($0) || $0 == UInt8(ascii: "/") }
        after = after.drop { $0 == UInt8(ascii: "=") }
        after = after.drop { $0 == 0x20 || $0 == 0x09 }
        if after.isEmpty || after.first == UInt8(ascii: ",") { rest = after }
    }

    private mutating func skipWhiteSpace() {
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    }

    private mutating func text(while isPart: (UInt8) -> Bool) -> String? {
        let bytes = rest.prefix(while: isPart)
        guard !bytes.isEmpty else { return nil }
        rest = rest.dropFirst(bytes.count)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isOfToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
