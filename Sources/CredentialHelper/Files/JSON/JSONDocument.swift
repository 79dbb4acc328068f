import PersonalAccessToken

/// A JSON object (RFC 8259) that is kept as text, for reading and for editing in place: what an edit does not concern
/// stays byte for byte, such as the order of keys, the indentation, escapes and the newline at the end. The edits are
/// in `JSONDocument+Edit`.
///
/// The text may hold secrets: only what is asked for leaves it.
package struct JSONDocument {
    package let text: Secret
    /// The object; its ranges are offsets into `text`.
    package let root: JSONValue

    /// - Parameter text: one object, in UTF-8, in which no object has the same key twice: of such two programs would
    ///   read two things.
    package init(_ text: Secret) throws(JSONDocumentError) {
        self.text = text
        root = try text.expose { bytes throws(JSONDocumentError) in try Self.parse(bytes.span) }
    }

    private static func parse(_ text: Span<UInt8>) throws(JSONDocumentError) -> JSONValue {
        guard text.isUTF8 else { throw .notUTF8 }
        var cursor = JSONCursor()
        let root: JSONValue
        do throws(JSONError) {
            root = try JSONValue(in: text, at: &cursor, deepest: JSONCursor.deepest)
            if cursor.peek(in: text) != nil { throw .malformed }
        } catch {
            let place = JSONPlace(of: cursor.position, in: text)
            throw error == .tooDeep ? .tooDeep(place) : .malformed(place)
        }
        guard root.kind == .object else { throw .notObject }
        if let key = root.repeatedKey { throw .repeatedKey(key.key, JSONPlace(of: key.start, in: text)) }
        return root
    }

    // MARK: - Reading

    /// The text of a string, with its escapes resolved; `nil` when the value is none.
    package func string(_ value: JSONValue?) -> String? {
        guard let value, value.kind == .string else { return nil }
        return text.expose { bytes in
            var cursor = JSONCursor(at: value.range.lowerBound)
            return try? cursor.string(in: bytes.span)
        }
    }

    /// The same for a string that may be a secret.
    package func secret(_ value: JSONValue?) -> Secret? {
        guard let value, value.kind == .string else { return nil }
        let secret = Secret(capacity: value.range.count)
        return text.expose { bytes in
            var cursor = JSONCursor(at: value.range.lowerBound)
            guard (try? cursor.string(in: bytes.span, receive: secret.append)) != nil else { return nil }
            return secret
        }
    }
}

/// Why a text is no document that can be read and edited.
package enum JSONDocumentError: Error, Equatable {
    case notUTF8
    case notObject
    case malformed(JSONPlace)
    case tooDeep(JSONPlace)
    case repeatedKey(String, JSONPlace)

    package var message: String {
        switch self {
        case .notUTF8: "it is not valid UTF-8"
        case .notObject: "it is not a JSON object"
        case .malformed(let place): "it is not valid JSON: see \(place.text)"
        case .tooDeep(let place): "it is nested too deeply: see \(place.text)"
        case .repeatedKey(let key, let place): "it has \"\(key)\" twice: see \(place.text)"
        }
    }
}

/// A place in a text, as editors count: lines and characters from 1.
package struct JSONPlace: Equatable {
    package let line: Int
    package let column: Int

    init(of offset: Int, in text: Span<UInt8>) {
        var (line, column) = (1, 1)
        for index in 0..<min(offset, text.count) {
            switch text[index] {
            case UInt8(ascii: "\n"): (line, column) = (line + 1, 1)
            // The bytes 10xxxxxx continue a character of UTF-8 (RFC 3629, section 3).
            case 0b1000_0000..<0b1100_0000: continue
            default: column += 1
            }
        }
        (self.line, self.column) = (line, column)
    }

    var text: String { "line \(line), column \(column)" }
}
