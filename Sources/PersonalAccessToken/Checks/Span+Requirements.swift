/// Checks of a token's form, each of which throws what is wrong.
extension Span<UInt8> {
    /// Requires the bytes in `range` to be of an alphabet.
    func require(_ alphabet: Alphabet, in range: Range<Int>) throws(Token.ValidationError) {
        if let index = alphabet.firstInvalidIndex(of: self, in: range) {
            throw .invalidCharacter(position: characterCount(before: index))
        }
    }

    /// Requires a total length.
    func require(length: Int) throws(Token.ValidationError) {
        try require(lengths: length...length)
    }

    /// Requires a total length within limits.
    func require(lengths: ClosedRange<Int>) throws(Token.ValidationError) {
        if count < lengths.lowerBound { throw .tooShort(length: count, minimum: lengths.lowerBound) }
        if count > lengths.upperBound { throw .tooLong(length: count, maximum: lengths.upperBound) }
    }

    /// Refuses control characters: C0 and DEL, and C1 as UTF-8 writes it.
    func requireNoControlCharacters() throws(Token.ValidationError) {
        for index in indices {
            let byte = self[index]
            let isC1 = byte == 0xC2 && index + 1 < count && (0x80...0x9F).contains(self[index + 1])
            if byte < 0x20 || byte == 0x7F || isC1 {
                throw .controlCharacter(position: characterCount(before: index))
            }
        }
    }
}
