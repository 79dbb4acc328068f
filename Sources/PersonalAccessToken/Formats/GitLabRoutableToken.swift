/// GitLab's routable token (gitlabhq, `lib/authn/token_field`): the prefix, a payload in base64url, `.`, the version
/// in 2 digits, `.`, the payload's length in 2 digits and a CRC-32 of all that stands before it in 7 digits, all in
/// base 36. The older form has no version. The only one so far is `01`; a mistyped one breaks the checksum.
enum GitLabRoutableToken {
    private static let versionLength = 2
    private static let checksumLength = 7
    private static let lengthLength = 2

    static func validate(_ text: Span<UInt8>, prefixLength: Int, firstDot: Int) throws(Token.ValidationError) {
        try text.require(.base64URL, in: prefixLength..<firstDot)
        var last = firstDot + 1
        if text.has(".", at: last + versionLength) {
            try text.require(.base36, in: last..<last + versionLength)
            last += versionLength + 1
        }
        try text.require(.base36, in: last..<text.count)
        try text.require(length: last + lengthLength + checksumLength)
        let payloadLength = UInt32(clamping: firstDot - prefixLength)
        let checksum = last + lengthLength
        guard
            PositionalNumeral.matches(
                payloadLength,
                digits: PositionalNumeral.base36,
                in: text,
                at: last..<checksum
            ),
            PositionalNumeral.matches(
                CRC32.checksum(of: text, in: 0..<checksum),
                digits: PositionalNumeral.base36,
                in: text,
                at: checksum..<text.count
            )
        else { throw .checksumMismatch }
    }
}
