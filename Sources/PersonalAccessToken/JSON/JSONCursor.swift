/// Why bytes are not a JSON text (RFC 8259).
package enum JSONError: Error, Equatable {
    case malformed
    case tooDeep
    case wrongType
}

/// A place in a JSON text (RFC 8259), moved forward one value at a time.
///
/// Foundation's decoder would copy every string it meets into memory that nobody can wipe, and takes a part of a
/// millisecond to load. This one hands the bytes of a string to its caller, who decides where a secret may live.
/// The text must be valid UTF-8; every answer takes linear time and no recursion follows the input's nesting.
package struct JSONCursor {
    package internal(set) var position = 0

    /// Nesting beyond this is refused, here as in Go's decoder, though far sooner.
    package static let deepest = 128

    /// - Parameter position: where to begin.
    package init(at position: Int = 0) {
        self.position = position
    }

    /// Reads an object, calling `member` with each key in turn; `member` must consume the value.
    package mutating func object(
        in text: Span<UInt8>,
        member: (inout JSONCursor, String) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard let first = peek(in: text) else { throw .malformed }
        guard first == UInt8(ascii: "{") else { throw .wrongType }
        position += 1
        if take(UInt8(ascii: "}"), in: text) { return }
        repeat {
            guard peek(in: text) == UInt8(ascii: "\"") else { throw .malformed }
            let key = try string(in: text)
            try expect(UInt8(ascii: ":"), in: text)
            try member(&self, key)
        } while take(UInt8(ascii: ","), in: text)
        try expect(UInt8(ascii: "}"), in: text)
    }

    /// Reads an array, calling `element` for each element in turn, which it must consume.
    package mutating func array(
        in text: Span<UInt8>,
        element: (inout JSONCursor) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard let first = peek(in: text) else { throw .malformed }
        guard first == UInt8(ascii: "[") else { throw .wrongType }
        position += 1
        if take(UInt8(ascii: "]"), in: text) { return }
        repeat { try element(&self) } while take(UInt8(ascii: ","), in: text)
        try expect(UInt8(ascii: "]"), in: text)
    }

    /// Reads `null` if it comes next.
    package mutating func takeNull(in text: Span<UInt8>) throws(JSONError) -> Bool {
        guard peek(in: text) == UInt8(ascii: "n") else { return false }
        try word("null", in: text)
        return true
    }

    /// Reads a value of any type and forgets it.
    /// - Parameter deepest: the nesting that is not refused: more than usual where the text is known to be short.
    package mutating func skip(in text: Span<UInt8>, deepest: Int = Self.deepest) throws(JSONError) {
        var open: [UInt8] = []  // the brackets that the value has opened so far
        repeat {
            guard let byte = peek(in: text) else { throw .malformed }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard open.count < deepest else { throw .tooDeep }
                position += 1
                open.append(byte)
                if !closes(byte, in: text) {
                    if byte == UInt8(ascii: "{") { try key(in: text) }
                    continue
                }
            default:
                try scalar(byte, in: text)
            }
            // After a value: close what ends here, then go on to the next value of the bracket that stays open.
            while let bracket = open.last {
                if closes(bracket, in: text) {
                    position += 1
                    open.removeLast()
                } else {
                    try expect(UInt8(ascii: ","), in: text)
                    if bracket == UInt8(ascii: "{") { try key(in: text) }
                    break
                }
            }
        } while !open.isEmpty
    }

    /// Moves over white space and gives the byte that comes next, without consuming it.
    package mutating func peek(in text: Span<UInt8>) -> UInt8? {
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
            case let byte: return byte
            }
        }
        return nil
    }

    // MARK: - The grammar's small parts

    private mutating func take(_ byte: UInt8, in text: Span<UInt8>) -> Bool {
        guard peek(in: text) == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8, in text: Span<UInt8>) throws(JSONError) {
        guard take(byte, in: text) else { throw .malformed }
    }

    /// Whether what comes next closes `bracket`.
    private mutating func closes(_ bracket: UInt8, in text: Span<UInt8>) -> Bool {
        peek(in: text) == (bracket == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }

    /// Reads a key and the colon behind it.
    private mutating func key(in text: Span<UInt8>) throws(JSONError) {
        guard peek(in: text) == UInt8(ascii: "\"") else { throw .malformed }
        try string(in: text) { _ in }
        try expect(UInt8(ascii: ":"), in: text)
    }

    private mutating func scalar(_ first: UInt8, in text: Span<UInt8>) throws(JSONError) {
        switch first {
        case UInt8(ascii: "\""): try string(in: text) { _ in }
        case UInt8(ascii: "t"): try word("true", in: text)
        case UInt8(ascii: "f"): try word("false", in: text)
        case UInt8(ascii: "n"): try word("null", in: text)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number(in: text)
        default: throw .malformed
        }
    }

    private mutating func word(_ word: StaticString, in text: Span<UInt8>) throws(JSONError) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard text.indices.contains(position), text[position] == word.utf8Start[offset] else { throw .malformed }
            position += 1
        }
    }
}
