/// A place in a short text that a person typed, moved forward. Letters are taken in lower case, and white space around
/// the text is ignored.
struct TextCursor {
    private var bytes: ArraySlice<UInt8>

    init(_ text: String) {
        let lowered = text.utf8.map { $0.lowercasedASCII }
        bytes = lowered[WhiteSpace.trimmedRange(of: lowered.span)]
    }

    var isAtEnd: Bool { bytes.isEmpty }

    /// What has not been read.
    var rest: String { String(decoding: bytes, as: UTF8.self) }

    /// How many digits come next.
    var digitCount: Int { bytes.prefix { $0.isASCIIDigit }.count }

    var next: UInt8? { bytes.first }

    /// Whether the rest begins with a digit, and only digits and `separators` are left, one of these at least.
    func isMadeOfDigits(and separators: String) -> Bool {
        digitCount > 0 && bytes.allSatisfy { $0.isASCIIDigit || separators.utf8.contains($0) }
            && bytes.contains { separators.utf8.contains($0) }
    }

    /// Reads all the digits that come next; nothing when there are none, and no value when there are too many.
    mutating func takeDigits() -> Int64?? {
        let count = digitCount
        return count == 0 ? nil : .some(takeNumber(digits: count))
    }

    /// Reads a number of exactly so many digits.
    mutating func takeNumber(digits count: Int) -> Int64? {
        guard digitCount >= count else { return nil }
        let digits = bytes.prefix(count)
        bytes = bytes.dropFirst(count)
        var value: Int64 = 0
        for digit in digits {
            // No number that a person means has more than 18 digits, apart from leading zeros.
            guard value < 100_000_000_000_000_000 else { return nil }
            value = value * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return value
    }

    /// Reads `character` if it comes next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard bytes.first == UInt8(ascii: character) else { return false }
        bytes = bytes.dropFirst()
        return true
    }
}
