/// GitLab's routable token (gitlabhq, `lib/authn/token_field`): the prefix, a payload in base64url, `.`, the version
/// in 2 digits, `.`, the payload's length in 2 digits and a CRC-32 of all that stands before it in 7 digits, all in
/// base 36. The older form has no version.
///
/// The only version that is published is `01`. What another one is made of is not known, and it is not judged, but for
/// one that would be whole if it were `01`: there the version is what has been mistyped.
enum GitLabRoutableToken {
    private static let published = [UInt8(ascii: "0"), UInt8(ascii: "1")]
    private static let checksumLength = 7
    private static let lengthLength = 2

    static func validate(_ text: Span<UInt8>, prefixLength: Int, firstDot: Int) throws(Token.ValidationError) {
        try text.require(.base64URL, in: prefixLength..<firstDot)
        var last = firstDot + 1
        if text.has(".", at: last + Self.published.count) {
            let version = last..<last + Self.published.count
            try text.require(.base36, in: version)
            last = version.upperBound + 1
            if !version.elementsEqual(Self.published, by: { text[$0] == $1 }) {
                try text.require(.printable, in: last..<text.count)
                if isWhole(text, payload: prefixLength..<firstDot, last: last, version: version) {
                    throw .checksumMismatch
                }
                return
            }
        }
        try text.require(.base36, in: last..<text.count)
        try text.require(length: last + lengthLength + checksumLength)
        guard isWhole(text, payload: prefixLength..<firstDot, last: last) else { throw .checksumMismatch }
    }

    /// Whether the length and the checksum, which begin at `last`, are those of the text with the published version.
    /// - Parameter version: where another one stands.
    private static func isWhole(
        _ text: Span<UInt8>,
        payload: Range<Int>,
        last: Int,
        version: Range<Int> = 0..<0
    ) -> Bool {
        let checksum = last + lengthLength
        guard text.count == checksum + checksumLength else { return false }
        var sum = CRC32()
        for index in 0..<checksum {
            sum.append(version.contains(index) ? Self.published[index - version.lowerBound] : text[index])
        }
        return PositionalNumeral.matches(
            UInt32(clamping: payload.count),
            digits: PositionalNumeral.base36,
            in: text,
            at: last..<checksum
        )
            && PositionalNumeral.matches(
                sum.value,
                digits: PositionalNumeral.base36,
                in: text,
                at: checksum..<text.count
            )
    }
}
