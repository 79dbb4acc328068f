extension Token.ValidationError {
    /// The error in words, such as "the npm access token has been cut: 39 characters instead of 40".
    ///
    /// It is one line of English in lower case, without a full stop, and has no character of the token in it. Positions
    /// count from 1 here, as people do.
    ///
    /// - Parameter kind: The token's ``Token/kind``, by whose name it is called; ``TokenKind/unknown`` is "the secret".
    public func message(for kind: TokenKind) -> String {
        let subject = kind == .unknown ? "the secret" : "the \(kind.name)"
        return switch self {
        case .empty: "the secret is empty"
        case .surroundingWhiteSpace(_, trailing: 0): "\(subject) has white space before it"
        case .surroundingWhiteSpace(leading: 0, _): "\(subject) has white space after it"
        case .surroundingWhiteSpace: "\(subject) has white space around it"
        case .controlCharacter(let position): "\(subject) has a control character at position \(position + 1)"
        case .invalidCharacter(let position):
            "\(subject) has a character at position \(position + 1) that does not belong in one"
        case .tooShort(let length, let minimum):
            "\(subject) has been cut: \(length) characters instead of \(minimum)"
        case .tooLong(let length, let maximum):
            "\(subject) is too long: \(length) characters instead of \(maximum)"
        case .checksumMismatch: "\(subject) has been mistyped or cut: its checksum is wrong"
        case .malformedJSONWebToken(let part):
            "\(subject) has been mistyped or cut: its \(part.rawValue) does not decode"
        case .malformed: "\(subject) has been mistyped or cut: it does not decode"
        case .expired(let since): "\(subject) expired at \(since)"
        }
    }
}

extension Token.ValidationError: CustomStringConvertible {
    /// The message for a token of an unknown kind: "the secret has been cut: 39 characters instead of 40".
    public var description: String { message(for: .unknown) }
}
