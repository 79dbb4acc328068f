import PersonalAccessToken

/// A value in the text of a `JSONDocument`.
package struct JSONValue {
    package enum Kind: Equatable {
        case object, array, string, number, boolean, null
    }

    package let kind: Kind
    /// Where it stands, from its first byte to the one after its last.
    package let range: Range<Int>
    /// Those of an object, as they stand; of any other value none.
    package let members: [JSONMember]

    /// The member with this very key.
    package func member(_ key: String) -> JSONMember? {
        members.first { $0.key.sameBytes(as: key) }
    }

    /// Those whose keys Go's decoder takes for the field `name`: it matches them without case.
    package func members(anyCase name: String) -> [JSONMember] {
        members.filter { $0.key.uppercased() == name.uppercased() }
    }
}

/// A key of an object, and its value.
package struct JSONMember {
    package let key: String
    /// Where the key stands, with its quotation marks.
    package let keyRange: Range<Int>
    package let value: JSONValue
}

extension JSONValue {
    /// Reads the value that comes next. The recursion is no deeper than `deepest`.
    init(in text: Span<UInt8>, at cursor: inout JSONCursor, deepest: Int) throws(JSONError) {
        guard let first = cursor.peek(in: text) else { throw .malformed }
        let start = cursor.position
        var members: [JSONMember] = []
        if first == UInt8(ascii: "{") {
            guard deepest > 0 else { throw .tooDeep }
            var end = start + 1
            try cursor.object(in: text) { cursor, key throws(JSONError) in
                let keyRange = Self.keyRange(after: end, upTo: cursor.position, in: text)
                let value = try JSONValue(in: text, at: &cursor, deepest: deepest - 1)
                members.append(JSONMember(key: key, keyRange: keyRange, value: value))
                end = value.range.upperBound
            }
        } else {
            // What is in an array is never edited.
            try cursor.skip(in: text, deepest: deepest)
        }
        kind =
            switch first {
            case UInt8(ascii: "{"): .object
            case UInt8(ascii: "["): .array
            case UInt8(ascii: "\""): .string
            case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
            case UInt8(ascii: "n"): .null
            default: .number
            }
        range = start..<cursor.position
        self.members = members
    }

    /// Where the key is that has just been read, with the colon behind it.
    /// - Parameters:
    ///   - end: where what stands before it has ended.
    ///   - position: the one after the colon.
    private static func keyRange(after end: Int, upTo position: Int, in text: Span<UInt8>) -> Range<Int> {
        var start = end
        while text[start] != UInt8(ascii: "\"") { start += 1 }
        var end = position
        while text[end - 1] != UInt8(ascii: "\"") { end -= 1 }
        return start..<end
    }

    /// A key that an object has for the second time, and where.
    var repeatedKey: (key: String, start: Int)? {
        var seen: Set<[UInt8]> = []
        for member in members {
            guard seen.insert(Array(member.key.utf8)).inserted else { return (member.key, member.keyRange.lowerBound) }
            if let deeper = member.value.repeatedKey { return deeper }
        }
        return nil
    }
}
