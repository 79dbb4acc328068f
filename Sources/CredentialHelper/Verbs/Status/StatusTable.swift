import PersonalAccessToken

/// The table of `status` and `check`: at most 80 columns wide, long names cut in the middle.
struct StatusTable {
    private static let width = 80
    private static let gap = 2
    private static let narrowest = 8

    private let rows: [StatusRow]
    /// Whether there is a column for what the registries say.
    private let hasRegistry: Bool

    init(_ rows: [StatusRow]) {
        self.rows = rows
        hasRegistry = rows.contains { $0.registry != nil }
    }

    func text(isColoured: Bool) -> String {
        let header = ["SERVER", "ACCOUNT", "KIND", "TOKEN", "EXPIRES"] + (hasRegistry ? ["REGISTRY"] : []) + ["STATE"]
        let cells = [header] + rows.map(cells)
        let widths = Self.widths(of: cells)
        var text = ""
        for (index, line) in cells.enumerated() {
            var padded = zip(line, widths).map { cell, width in
                let cut = Self.cut(cell, to: width)
                return cut + String(repeating: " ", count: max(0, width - cut.terminalWidth))
            }
            padded[padded.count - 1] = line[line.count - 1]
            if isColoured, index > 0, let colour = rows[index - 1].colour {
                padded[padded.count - 1] = "\u{1B}[\(colour)m\(line[line.count - 1])\u{1B}[0m"
            }
            text += padded.joined(separator: String(repeating: " ", count: Self.gap)) + "\n"
        }
        return text
    }

    private func cells(of row: StatusRow) -> [String] {
        let expires =
            switch row.expiry {
            case .at(let time): time.date
            case .never: "never"
            case .unknown: "-"
            }
        let unseen = row.state == .locked ? "locked" : "-"
        return [
            row.server.printableName, row.username.printableName, row.kind?.shortName ?? unseen,
            row.masked ?? unseen, expires,
        ] + (hasRegistry ? [row.registry?.rawValue ?? "-"] : []) + [row.state.rawValue]
    }

    /// Each column as wide as its widest cell, the widest of the names cut down until the line fits.
    private static func widths(of cells: [[String]]) -> [Int] {
        var widths = cells[0].indices.map { column in cells.map { $0[column].terminalWidth }.max() ?? 0 }
        let names = 0..<3
        while widths.reduce(gap * (widths.count - 1), +) > width,
            let widest = names.max(by: { widths[$0] < widths[$1] }), widths[widest] > narrowest
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

extension StatusRow {
    fileprivate var colour: Int? { registry == .refused ? State.expired.colour : state.colour }
}

extension StatusRow.State {
    fileprivate var colour: Int? {
        switch self {
        case .expired: 31  // red
        case .expiring, .locked, .unusable: 33  // yellow
        case .ok, .never, .unknown, .automatic: nil
        }
    }
}
