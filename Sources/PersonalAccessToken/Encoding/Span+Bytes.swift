extension Span<UInt8> {
    /// Whether the bytes begin with the ASCII text `prefix`.
    func starts(with prefix: StaticString) -> Bool {
        has(prefix, at: 0)
    }

    /// Whether the ASCII text `text` stands at `offset`.
    func has(_ text: StaticString, at offset: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count >= length, offset <= count - length else { return false }
        for index in 0..<length where self[offset + index] != text.utf8Start[index] { return false }
        return true
    }

    /// The positions of the first `limit` bytes that equal `byte`.
    func positions(of byte: UInt8, limit: Int) -> [Int] {
        var found: [Int] = []
        for index in indices where self[index] == byte {
            found.append(index)
            if found.count == limit { break }
        }
        return found
    }

    /// The bytes in `range`, which are ASCII, as text.
    func asciiText(in range: Range<Int>) -> String {
        var text = ""
        for index in range { text.unicodeScalars.append(Unicode.Scalar(self[index])) }
        return text
    }

    /// How many characters (Unicode scalars) begin before the byte at `offset`.
    func characterCount(before offset: Int) -> Int {
        var characters = 0
        // The bytes 10xxxxxx continue a character of UTF-8 (RFC 3629, section 3).
        for index in 0..<offset where self[index] & 0b1100_0000 != 0b1000_0000 { characters += 1 }
        return characters
    }
}
