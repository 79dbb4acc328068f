/// How a token is shown to people, who want to know which of their tokens it is.
enum Mask {
    private static let shown = 4

    static func render(_ text: Span<UInt8>, kind: TokenKind, prefixLength: Int, isWhole: Bool) -> String {
        let secretLength = text.count - prefixLength
        let tail = text.count - shown..<text.count
        let mayShowEnd =
            switch kind.properties.shownEnd {
            case .never: false
            case .afterPrefix: prefixLength > 0
            case .whenWhole: prefixLength > 0 || isWhole
            }
        // A flawed token may end in anything, which a terminal must not get.
        guard mayShowEnd, secretLength >= 4 * shown, Alphabet.printable.containsAll(of: text, in: tail)
        else { return "…" }
        return text.asciiText(in: 0..<prefixLength) + "…" + text.asciiText(in: tail)
    }
}
