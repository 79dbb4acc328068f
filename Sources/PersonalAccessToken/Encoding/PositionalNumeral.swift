/// Numbers as tokens write them: digits of a base, the most significant first, padded with zeros to a fixed width.
enum PositionalNumeral {
    /// The alphabet of GitHub's checksums: `0-9A-Za-z`, up to base 62.
    static let base62: StaticString = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    /// The alphabet of GitLab's numbers: `0-9a-z`.
    static let base36: StaticString = "0123456789abcdefghijklmnopqrstuvwxyz"

    /// Whether the bytes of `text` in `range` write `value`, with as many leading zeros as it takes.
    static func matches(_ value: UInt32, digits: StaticString, in text: Span<UInt8>, at range: Range<Int>) -> Bool {
        let base = UInt32(digits.utf8CodeUnitCount)
        var rest = value
        for index in range.reversed() {
            guard text[index] == digits.utf8Start[Int(rest % base)] else { return false }
            rest /= base
        }
        return rest == 0
    }
}
