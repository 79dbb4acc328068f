extension Token {
    /// What is wrong with a token. Positions count characters from 0; lengths count bytes, which for every kind with
    /// a length are the characters.
    ///
    /// A later version may find more flaws, so a `switch` in another package needs `@unknown default`.
    @nonexhaustive
    public enum ValidationError: Error, Hashable, Sendable {
        /// It has no characters, or only white space.
        case empty
        /// White space or a newline before or after the token, as copying brings it along: so many bytes each.
        case surroundingWhiteSpace(leading: Int, trailing: Int)
        /// A control character (Unicode category Cc), which no token has and no HTTP header can carry.
        case controlCharacter(position: Int)
        /// A character that no token of its kind has.
        case invalidCharacter(position: Int)
        /// Fewer characters than every token of its kind has.
        case tooShort(length: Int, minimum: Int)
        /// More characters than any token of its kind has.
        case tooLong(length: Int, maximum: Int)
        /// The checksum in the token is not that of its characters: it has been mistyped or cut.
        case checksumMismatch
        /// A part of a JSON Web Token (RFC 7519) is missing, or is not what base64url and JSON make of it.
        case malformedJSONWebToken(Part)
        /// What the token encodes cannot be decoded, or is not what its kind says.
        case malformed
        /// The token expired at the time that it carries itself.
        case expired(since: UnixTime)

        /// The parts of a JSON Web Token, in their order (RFC 7515, section 3.1). The raw values are their names.
        public enum Part: String, Hashable, Sendable {
            case header
            case payload
            case signature
        }
    }
}
