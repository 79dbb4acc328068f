import Foundation

/// A `console` block, typed at a terminal: what comes after `$ ` in it, one after the other, whatever their statuses.
package struct ConsoleSession {
    private let block: String

    package init(_ block: String) {
        self.block = block
    }

    /// - Parameter home: where the script is put that types it.
    /// - Returns: all that the terminal showed, the commands with it.
    package func run(
        in home: TemporaryDirectory,
        replies: [TerminalUser.Reply] = [],
        environment: [String: String],
        prefix: [String] = []
    ) throws -> String {
        let commands = block.components(separatedBy: "\n").filter { $0.hasPrefix("$ ") }
        let script = commands.map { line in
            "printf '%s\\n' '\(line.replacing("'", with: #"'\''"#))'\n\(line.dropFirst(2))\n"
        }
        try Data(script.joined().utf8).write(to: URL(fileURLWithPath: home / "session"))
        let words = prefix + ["/bin/sh", home / "session"]
        return try TerminalUser.run(words.joined(separator: " "), replies: replies, in: environment).outputText
    }

    /// Whether the terminal showed what the block shows. A line with nothing but `…` stands for any number of lines;
    /// dates, times, colours and the width of columns are of no account.
    package func shows(_ shown: String) -> Bool {
        Self.matches(Self.lines(of: block)[...], Self.lines(of: shown)[...])
    }

    private static func lines(of text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { line in
            line.replacing(/\u{1B}\[[0-9;]*m/, with: "")
                .replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]+Z)?/, with: "DATE")
                .replacing(/\(in [0-9]+ days\)/, with: "(in DAYS)")
                .split(separator: " ").joined(separator: " ")
        }.filter { !$0.isEmpty }
    }

    private static func matches(_ expected: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
        guard let first = expected.first else { return shown.isEmpty }
        let rest = expected.dropFirst()
        if first == "…" {
            return (shown.startIndex...shown.endIndex).contains { matches(rest, shown[$0...]) }
        }
        return shown.first == first && matches(rest, shown.dropFirst())
    }
}
