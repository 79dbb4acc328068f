/// A table for a terminal: at most 80 columns wide where that can be, long names cut in the middle.
struct TextTable {
    private static let gap = 2
    private static let narrowest = 8

    private let lines: [[String]]
    /// The columns that may be cut.
    private let names: Range<Int>

    /// - Parameter lines: the first has the titles; all are of one length.
    init(_ lines: [[String]], cutting names: Range<Int>) {
        self.lines = lines
        self.names = names
    }

    /// - Parameters:
    ///   - width: how many columns a line has; `nil` for as many as it takes.
    ///   - colour: of the last cell of a line, by the line's number, as in SGR (ECMA-48).
    func text(within width: Int?, colour: (Int) -> Int? = { _ in nil }) -> String {
        let widths = widths(within: width ?? .max)
        var text = ""
        for (index, line) in lines.enumerated() {
            var padded = zip(line, widths).map { cell, width in
                let cut = Self.cut(cell, to: width)
                return cut + String(repeating: " ", count: max(0, width - cut.terminalWidth))
            }
            padded[padded.count - 1] = line[line.count - 1]
            if let colour = colour(index) {
                padded[padded.count - 1] = "\u{1B}[\(colour)m\(line[line.count - 1])\u{1B}[0m"
            }
            text += padded.joined(separator: String(repeating: " ", count: Self.gap)) + "\n"
        }
        return text
    }

    /// Each column as wide as its widest cell, the widest of the names cut down until the line fits.
    private func widths(within width: Int) -> [Int] {
        var widths = lines[0].indices.map { column in lines.map { $0[column].terminalWidth }.max() ?? 0 }
        while widths.reduce(Self.gap * (widths.count - 1), +) > width,
            let widest = names.max(by: { widths[$0] < widths[$1] }), widths[widest] > Self.narrowest
        {
            widths[widest] -= 1
        }
        return widths
    }

    private static func cut(_ text: String, to width: Int) -> String {
        guard text.terminalWidth > width else { return text }
        let head = beginning(of: text, within: width / 2)
        let tail = beginning(of: text.reversed(), within: width - width / 2 - 1)
        return String(head) + "…" + String(tail.reversed())
    }

    /// As many of the first characters as so many columns hold.
    private static func beginning(of characters: some Sequence<Character>, within width: Int) -> [Character] {
        var left = width
        return characters.prefix { character in
            left -= String(character).terminalWidth
            return left >= 0
        }
    }
}
