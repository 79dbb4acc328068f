/// A place in a short text that states a time, moved forward. Letters are taken in lower case.
struct TextCursor {
    private var bytes: ArraySlice<UInt8>

    /// Begins a text that a person typed: white space around it is ignored.
    init(_ text: String) {
        self.init(untrimmed: text)
        bytes = bytes[WhiteSpace.trimmedRange(of: bytes.span)]
    }

    /// Begins a text that must be of its form to the letter.
    init(untrimmed text: String) {
        bytes = text.utf8.map { $0.lowercasedASCII }[...]
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

    /// Reads all the digits that come next as a number; `nil` when there are none. One that is larger than any that a
    /// person means becomes 10¹⁸.
    mutating func takeNumber() -> Int64? {
        let count = digitCount
        return count == 0 ? nil : takeNumber(digits: count)
    }

    /// Reads the next `count` digits as a number; `nil` when there are fewer.
    mutating func takeNumber(digits count: Int) -> Int64? {
        guard digitCount >= count else { return nil }
        let largest: Int64 = 1_000_000_000_000_000_000
        var value: Int64 = 0
        for digit in bytes.prefix(count) {
            // Once the largest is reached it stays so: ten times as much would overflow.
            value = value >= largest / 10 ? largest : value * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        bytes = bytes.dropFirst(count)
        return value
    }

    /// Reads `character` if it comes next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard bytes.first == UInt8(ascii: character) else { return false }
        bytes = bytes.dropFirst()
        return true
    }
}
