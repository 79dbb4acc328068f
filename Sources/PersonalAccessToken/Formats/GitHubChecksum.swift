/// The checksum in the tokens of GitHub and npm: the last 6 characters are the CRC-32 of those between the prefix and
/// them, in base 62 (GitHub, "Behind GitHub's new authentication token formats").
enum GitHubChecksum {
    static let length = 6

    static func holds(in text: Span<UInt8>, prefixLength: Int) -> Bool {
        let end = text.count - length
        guard end >= prefixLength else { return false }
        let checksum = CRC32.checksum(of: text, in: prefixLength..<end)
        return PositionalNumeral.matches(checksum, digits: PositionalNumeral.base62, in: text, at: end..<text.count)
    }
}
