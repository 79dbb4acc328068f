/// A text that is one JSON object and nothing else.
enum JSONObject {
    static func isObject(_ text: Span<UInt8>) -> Bool {
        forEachMember(of: text) { cursor, _ throws(JSONError) in try cursor.skip(in: text) }
    }

    /// Calls `member` with each key of the object; `member` must consume the value.
    /// - Returns: whether the text was one object.
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
