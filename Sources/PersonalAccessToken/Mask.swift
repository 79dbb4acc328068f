/// How a token is shown to people, who want to know which of their tokens it is.
enum Mask {
    private static let shown = 4

    static func render(_ text: Span<UInt8>, kind: TokenKind, prefixLength: Int, isWhole: Bool) -> String {
        let secretLength = text.count - prefixLength
        let tail = text.count - shown..<text.count
        // Without a prefix of its kind it may be a password that somebody has put in a token's place.
        let isSurelyToken = prefixLength > 0 || (isWhole && kind != .googleAccessToken)
        // A flawed token may end in anything, which a terminal must not get.
        guard kind.isShownInPart, isSurelyToken, secretLength >= 4 * shown, Alphabet.printable.spells(text, range: tail)
        else { return "…" }
        return text.asciiText(in: 0..<prefixLength) + "…" + text.asciiText(in: tail)
    }
}

extension TokenKind {
    /// Whether a token of this kind is made by a machine, and ends in characters that tell it from others.
    fileprivate var isShownInPart: Bool {
        switch self {
        case .unknown, .identityToken, .harborRobotSecret, .googleServiceAccountKey, .ecrAuthorizationToken: false
        default: true
        }
    }
}
