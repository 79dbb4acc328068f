/// The white space that a copied text brings with it.
enum WhiteSpace {
    /// The range of `text` without the white space around it: Unicode's White_Space, and the zero-width space and
    /// the byte order mark, which are as invisible and come from web pages and from PowerShell.
    static func trimmedRange(of text: Span<UInt8>) -> Range<Int> {
        var start = 0
        var end = text.count
        while start < end {
            let width = width(at: start, in: text, end: end)
            if width == 0 { break }
            start += width
        }
        while end > start {
            // A character is at most three bytes long here, and none is the end of a longer one.
            guard
                let width = (1...3).first(where: {
                    end - $0 >= start && self.width(at: end - $0, in: text, end: end) == $0
                })
            else { break }
            end -= width
        }
        return start..<end
    }

    /// The length of the white space character at `index`, or 0 when another one stands there.
    private static func width(at index: Int, in text: Span<UInt8>, end: Int) -> Int {
        let first = text[index]
        if first == UInt8(ascii: " ") || (0x09...0x0D).contains(first) { return 1 }
        guard end - index >= 2 else { return 0 }
        let second = text[index + 1]
        if first == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
        guard end - index >= 3 else { return 0 }
        switch (first, second, text[index + 2]) {
        case (0xE1, 0x9A, 0x80),  // U+1680
            (0xE2, 0x80, 0x80...0x8B),  // U+2000 to U+200B
            (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),  // U+2028, U+2029, U+202F
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80),  // U+205F, U+3000
            (0xEF, 0xBB, 0xBF):  // U+FEFF
            return 3
        default: return 0
        }
    }
}
