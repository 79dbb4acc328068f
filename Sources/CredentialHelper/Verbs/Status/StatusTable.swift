import PersonalAccessToken

/// The table of `status`: at most 80 columns wide, long names cut in the middle.
struct StatusTable {
    private static let width = 80
    private static let gap = 2
    private static let narrowest = 8

    private let rows: [StatusRow]

    init(_ rows: [StatusRow]) {
        self.rows = rows
    }

    func text(isColoured: Bool) -> String {
        let header = ["SERVER", "ACCOUNT", "KIND", "TOKEN", "EXPIRES", "STATE"]
        let cells = [header] + rows.map(Self.cells)
        let widths = Self.widths(of: cells)
        var text = ""
        for (index, line) in cells.enumerated() {
            var padded = zip(line, widths).map { cell, width in
                let cut = Self.cut(cell, to: width)
                return cut + String(repeating: " ", count: max(0, width - cut.cells))
            }
            padded[padded.count - 1] = line[line.count - 1]
            if isColoured, index > 0, let colour = rows[index - 1].state.colour {
                padded[padded.count - 1] = "\u{1B}[\(colour)m\(line[line.count - 1])\u{1B}[0m"
            }
            text += padded.joined(separator: String(repeating: " ", count: Self.gap)) + "\n"
        }
        return text
    }

    private static func cells(of row: StatusRow) -> [String] {
        let expires =
            switch row.expiry {
            case .at(let time): time.date
            case .never: "never"
            case .unknown: "-"
            }
        return [
            row.server.printable, row.username.printable, row.kind?.shortName ?? "locked", row.masked ?? "locked",
            expires, row.state.rawValue,
        ]
    }

    /// Each column as wide as its widest cell, the widest of the names cut down until the line fits.
    private static func widths(of cells: [[String]]) -> [Int] {
        var widths = cells[0].indices.map { column in cells.map { $0[column].cells }.max() ?? 0 }
        let names = 0..<3
        while widths.reduce(gap * (widths.count - 1), +) > width,
            let widest = names.max(by: { widths[$0] < widths[$1] }), widths[widest] > narrowest
        {
            widths[widest] -= 1
        }
        return widths
    }

    private static func cut(_ text: String, to width: Int) -> String {
        guard text.cells > width else { return text }
        var (head, tail) = ("", "")
        for character in text {
            guard (head + String(character)).cells <= width / 2 else { break }
            head.append(character)
        }
        for character in text.reversed() {
            guard (String(character) + tail).cells <= width - width / 2 - 1 else { break }
            tail = String(character) + tail
        }
        return head + "…" + tail
    }
}

extension StatusRow.State {
    fileprivate var colour: Int? {
        switch self {
        case .expired: 31  // red
        case .expiring, .locked: 33  // yellow
        case .ok, .never, .unknown, .automatic: nil
        }
    }
}

extension String {
    /// How many cells of a terminal it takes.
    fileprivate var cells: Int { unicodeScalars.reduce(0) { $0 + $1.cells } }
}

extension Unicode.Scalar {
    /// How many cells of a terminal it takes: two for what is wide in East Asia (Unicode, UAX #11), none for an accent.
    fileprivate var cells: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return properties.isEmojiPresentation || Self.wide.contains { $0.contains(value) } ? 2 : 1
        }
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD,
    ]
}
