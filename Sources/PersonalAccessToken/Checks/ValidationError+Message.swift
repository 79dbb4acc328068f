extension Token.ValidationError {
    /// What the command line says of a token of the kind `kind`: lower-case, no full stop, and nothing of the token.
    package func message(for kind: TokenKind) -> String {
        let subject = kind == .unknown ? "the secret" : "the \(kind.name)"
        return switch self {
        case .empty: "the secret is empty"
        case .surroundingWhiteSpace(let leading, let trailing):
            "\(subject) has white space \(Self.place(leading: leading, trailing: trailing))"
        case .controlCharacter(let position): "\(subject) has a control character at position \(position + 1)"
        case .invalidCharacter(let position):
            "\(subject) has a character at position \(position + 1) that does not belong in one"
        case .tooShort(let length, let minimum):
            "\(subject) has been cut: \(length) characters instead of \(minimum)"
        case .tooLong(let length, let maximum):
            "\(subject) is too long: \(length) characters instead of \(maximum)"
        case .checksumMismatch: "\(subject) has been mistyped or cut: its checksum is wrong"
        case .malformedJSONWebToken(let part):
            "\(subject) has been mistyped or cut: its \(part.word) does not decode"
        case .malformed: "\(subject) has been mistyped or cut: it does not decode"
        case .expired(let since): "\(subject) expired at \(since)"
        }
    }

    private static func place(leading: Int, trailing: Int) -> String {
        if trailing == 0 { return "before it" }
        return leading == 0 ? "after it" : "around it"
    }
}

extension Token.ValidationError.Part {
    fileprivate var word: String {
        switch self {
        case .header: "header"
        case .payload: "payload"
        case .signature: "signature"
        }
    }
}
