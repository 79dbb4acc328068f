extension PrefixedForm {
    /// Checks the body of `text`, and returns the expiry that it states.
    func validate(_ text: Span<UInt8>) throws(Token.ValidationError) -> Expiry {
        let start = prefix.utf8CodeUnitCount
        switch body {
        case .characters(let alphabet, let count):
            try text.require(alphabet, in: start..<text.count)
            try text.require(length: start + count)
        case .anyNumber(let alphabet):
            try text.require(alphabet, in: start..<text.count)
            if text.count == start { throw .tooShort(length: start, minimum: start + 1) }
        case .gitHub: try validateGitHub(text, from: start)
        case .gitHubOrOther:
            if let token = startOfJWT(in: text, from: start) { return try expiry(ofJWT: text, from: token) }
            if text.count == start + Self.gitHubLength, Alphabet.base62.containsAll(of: text, in: start..<text.count) {
                try validateGitHub(text, from: start)
            }
        case .gitLab: try validateGitLab(text, from: start)
        case .gitLabJob:
            if text.has("eyJ", at: start) { return try expiry(ofJWT: text, from: start) }
            try validateGitLabJob(text, from: start)
        case .jfrogReference:
            try text.require(.base64, in: start..<text.count)
            try text.require(length: JFrogReferenceToken.length)
            // JFrog does not publish what is in it.
            return JFrogReferenceToken(text)?.expiry ?? .unknown
        case .opaque: break
        }
        return .unknown
    }

    private static let gitHubLength = 36

    private func validateGitHub(_ text: Span<UInt8>, from start: Int) throws(Token.ValidationError) {
        if text.count > start + Self.gitHubLength {
            // GitHub has announced longer ones, and not what they are made of.
            return try text.require(.printable, in: start..<text.count)
        }
        try text.require(.base62, in: start..<text.count)
        try text.require(length: start + Self.gitHubLength)
        guard GitHubChecksum.holds(in: text, prefixLength: start) else { throw .checksumMismatch }
    }

    /// Where the JWT begins in `ghs_APPID_JWT`.
    private func startOfJWT(in text: Span<UInt8>, from start: Int) -> Int? {
        guard let end = Alphabet.digits.firstInvalidIndex(of: text, in: start..<text.count),
            end > start, text.has("_eyJ", at: end)
        else { return nil }
        return end + 1
    }

    private func expiry(ofJWT text: Span<UInt8>, from start: Int) throws(Token.ValidationError) -> Expiry {
        // Five parts make a JWE (RFC 7516), which tells nothing.
        if text.positions(of: UInt8(ascii: "."), limit: 3).count == 3 { return .unknown }
        guard let token = JSONWebToken(text, from: start) else { throw .malformedJSONWebToken(.header) }
        if let part = token.malformedPart { throw .malformedJSONWebToken(part) }
        return token.expiry
    }

    private func validateGitLab(_ text: Span<UInt8>, from start: Int) throws(Token.ValidationError) {
        if let dot = text.positions(of: UInt8(ascii: "."), limit: 1).first {
            return try GitLabRoutableToken.validate(text, prefixLength: start, firstDot: dot)
        }
        try text.require(.base64URL, in: start..<text.count)
        // The shortest payload of the routable form has 27 characters: a token of that length may have lost its
        // checksum, or be of a form that is not known.
        if text.count >= start + 27 { return }
        try text.require(length: start + 20)
    }

    private func validateGitLabJob(_ text: Span<UInt8>, from start: Int) throws(Token.ValidationError) {
        try text.require(.base64URL, in: start..<text.count)
        guard let separator = Alphabet.base62.firstInvalidIndex(of: text, in: start..<text.count) else {
            throw .tooShort(length: text.count, minimum: start + 1 + 1 + 20)
        }
        guard text[separator] == UInt8(ascii: "_"), (1...5).contains(separator - start) else { throw .malformed }
        try text.require(length: separator + 1 + 20)
    }
}
