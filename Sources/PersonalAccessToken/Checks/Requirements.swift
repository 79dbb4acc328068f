extension Span<UInt8> {
    func require(_ alphabet: Alphabet, in range: Range<Int>) throws(Token.ValidationError) {
        if let stranger = alphabet.firstStranger(in: self, range: range) {
            throw .invalidCharacter(position: characterCount(before: stranger))
        }
    }

    func require(length: Int) throws(Token.ValidationError) {
        try require(lengths: length...length)
    }

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
