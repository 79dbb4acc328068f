import CredentialHelper
import PersonalAccessToken

/// An object in a text of JSON that a server answered with. What of it is wanted is read when it is asked for: a secret
/// in it is copied nowhere but into a `Secret`. What has another type than is wanted counts as not there.
struct AnswerObject {
    private let text: Secret
    /// Where the value of each key stands; of a key given twice the last one counts.
    private let members: [String: Range<Int>]

    init(_ text: Secret) throws(JSONError) {
        try self.init(text, in: 0..<text.count)
    }

    private init(_ text: Secret, in range: Range<Int>) throws(JSONError) {
        self.text = text
        members = try text.expose { bytes throws(JSONError) in
            let span = bytes.span.extracting(range)
            guard span.isUTF8 else { throw .malformed }
            var members: [String: Range<Int>] = [:]
            var cursor = JSONCursor()
            try cursor.object(in: span) { cursor, key throws(JSONError) in
                members[key] = try cursor.rangeOfValue(in: span, offset: range.lowerBound)
            }
            guard cursor.peek(in: span) == nil else { throw .malformed }
            return members
        }
    }

    func string(_ key: String) -> String? {
        value(of: key) { text throws(JSONError) in
            var cursor = JSONCursor()
            return try cursor.string(in: text)
        }
    }

    /// A string that is not empty.
    func secret(_ key: String) -> Secret? {
        let secret = Secret(capacity: members[key]?.count ?? 0)
        let isString: Void? = value(of: key) { text throws(JSONError) in
            var cursor = JSONCursor()
            try cursor.string(in: text, receive: secret.append)
        }
        return isString == nil || secret.isEmpty ? nil : secret
    }

    /// A number, as it is written.
    func number(_ key: String) -> String? {
        value(of: key) { text throws(JSONError) in
            var cursor = JSONCursor()
            return try cursor.number(in: text)
        }
    }

    func isTrue(_ key: String) -> Bool { value(of: key, isWord: "true") }
    func isNull(_ key: String) -> Bool { value(of: key, isWord: "null") }

    func object(_ key: String) -> AnswerObject? {
        members[key].flatMap { try? AnswerObject(text, in: $0) }
    }

    /// The objects of an array; others in it are passed over.
    func objects(_ key: String) -> [AnswerObject]? {
        ranges(of: key)?.compactMap { try? AnswerObject(text, in: $0) }
    }

    /// The strings of an array.
    func strings(_ key: String) -> [String]? {
        ranges(of: key)?.compactMap { range in
            text.expose { bytes in
                var cursor = JSONCursor()
                return try? cursor.string(in: bytes.span.extracting(range))
            }
        }
    }

    private func ranges(of key: String) -> [Range<Int>]? {
        guard let range = members[key] else { return nil }
        return value(of: key) { text throws(JSONError) in
            var ranges: [Range<Int>] = []
            var cursor = JSONCursor()
            try cursor.array(in: text) { cursor throws(JSONError) in
                ranges.append(try cursor.rangeOfValue(in: text, offset: range.lowerBound))
            }
            return ranges
        }
    }

    private func value(of key: String, isWord word: String) -> Bool {
        guard let range = members[key] else { return false }
        return text.expose { $0[range].elementsEqual(word.utf8) }
    }

    private func value<Value>(of key: String, read: (Span<UInt8>) throws(JSONError) -> Value) -> Value? {
        guard let range = members[key] else { return nil }
        return text.expose { bytes in try? read(bytes.span.extracting(range)) }
    }
}

extension JSONCursor {
    /// Reads a value, and tells where it stands in a text that begins `offset` bytes before this one.
    fileprivate mutating func rangeOfValue(in text: Span<UInt8>, offset: Int) throws(JSONError) -> Range<Int> {
        _ = peek(in: text)
        let start = position
        try skip(in: text)
        return start + offset..<position + offset
    }
}
