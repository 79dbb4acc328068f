/// Texts as a terminal of 80 columns shows them.
enum TextLayout {
    private static let width = 79
    /// How far terms may stand out before their texts begin below them.
    private static let widestTerm = 20

    /// The text's words in lines, each but the first after `indentation` spaces.
    /// - Parameter column: where the first line begins.
    static func wrapped(_ text: String, indentation: Int = 0, from column: Int = 0) -> String {
        wrapped(plain(text).split(separator: " ").map(String.init), indentation: indentation, from: column)
    }

    /// The same of words that may have spaces in them, at which no line is to end.
    /// - Parameter separator: what stands between two words of one line.
    static func wrapped(_ words: [String], separator: String = " ", indentation: Int, from column: Int) -> String {
        guard let first = words.first else { return "" }
        var lines = [first]
        var end = column + first.count
        for word in words.dropFirst() {
            let length = separator.count + word.count
            if end + length <= width {
                lines[lines.count - 1] += separator + word
                end += length
            } else {
                lines.append(word)
                end = indentation + word.count
            }
        }
        return lines.joined(separator: "\n" + String(repeating: " ", count: indentation))
    }

    /// Terms at the left and, in one column, what each means.
    static func table(_ rows: [(term: String, text: String)]) -> String {
        let fitting = rows.map(\.term.count).filter { $0 <= widestTerm }
        let indentation = 2 + (fitting.max() ?? 8) + 2
        return rows.reduce("") { table, row in
            let gap = indentation - 2 - row.term.count
            let start =
                gap >= 2
                ? row.term + String(repeating: " ", count: gap)
                : row.term + "\n" + String(repeating: " ", count: indentation)
            return table + "  \(start)\(wrapped(row.text, indentation: indentation, from: indentation))\n"
        }
    }

    /// The text without the backticks around its code.
    static func plain(_ text: String) -> String {
        String(text.filter { $0 != "`" })
    }
}
