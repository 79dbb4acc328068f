/// A text that is one JSON object and nothing else.
enum JSONObject {
    static func isObject(_ text: Span<UInt8>) -> Bool {
        forEachMember(of: text) { cursor, _ throws(JSONError) in try cursor.skip(in: text) }
    }

    /// Calls `member` with each key of the object; `member` must consume the value. Returns whether the text is one object.
    static func forEachMember(
        of text: Span<UInt8>,
        member: (inout JSONCursor, String) throws(JSONError) -> Void
    ) -> Bool {
        var cursor = JSONCursor()
        do throws(JSONError) {
            try cursor.object(in: text, member: member)
        } catch {
            return false
        }
        return cursor.peek(in: text) == nil
    }
}

extension JSONCursor {
    /// Reads a value; returns it when it is a number, else `nil`.
    mutating func takeNumber(in text: Span<UInt8>) throws(JSONError) -> String? {
        guard let first = peek(in: text), first == UInt8(ascii: "-") || first.isASCIIDigit else {
            try skip(in: text)
            return nil
        }
        return try number(in: text)
    }

    /// Reads a value; returns it when it is a string, else `nil`.
    mutating func takeString(in text: Span<UInt8>) throws(JSONError) -> String? {
        guard peek(in: text) == UInt8(ascii: "\"") else {
            try skip(in: text)
            return nil
        }
        return try string(in: text)
    }
}
