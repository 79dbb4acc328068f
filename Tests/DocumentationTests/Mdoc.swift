import Foundation

@testable import CredentialHelper

/// Text in the language of manual pages (mdoc(7)), one line after the other.
struct Mdoc {
    private(set) var text = ""
    /// How long a line of text may be.
    private static let width = 78

    mutating func line(_ line: String) {
        text += line + "\n"
    }

    mutating func section(_ title: String) {
        line(".Sh \(title)")
    }

    /// A list of terms, and what each means.
    /// - Parameter rows: each term as the arguments of the macro `It`.
    mutating func list(_ rows: [(term: String, text: String)]) {
        line(".Bl -tag -width Ds")
        for row in rows {
            line(".It \(row.term)")
            paragraph(row.text)
        }
        line(".El")
    }

    /// A paragraph in which code is in backticks.
    mutating func paragraph(_ paragraph: String) {
        let parts = paragraph.components(separatedBy: "`")
        for (index, part) in parts.enumerated() {
            if index.isMultiple(of: 2) {
                plain(part, isFirst: index == 0, isLast: index == parts.count - 1)
            } else {
                code(part, before: parts[index - 1], after: parts[index + 1])
            }
        }
    }

    // MARK: - Parts of a paragraph

    /// Punctuation that a macro sets right before or after its word.
    private static let opening: Set<Character> = ["(", "["]
    private static let closing: Set<Character> = [".", ",", ":", ";", ")", "]", "?", "!"]

    private mutating func plain(_ part: String, isFirst: Bool, isLast: Bool) {
        var words = part.split(separator: " ").map(String.init)
        if !isFirst, let first = words.first, !part.hasPrefix(" ") {
            let rest = first.drop(while: Self.closing.contains)
            words[0] = String(rest)
        }
        if !isLast, !part.hasSuffix(" "), let last = words.last {
            words[words.count - 1] = String(last.reversed().drop(while: Self.opening.contains).reversed())
        }
        var current = ""
        for word in words where !word.isEmpty {
            if !current.isEmpty, current.count + 1 + word.count > Self.width || current.endsSentence {
                line(Self.escaped(current))
                current = ""
            }
            current += (current.isEmpty ? "" : " ") + word
        }
        if !current.isEmpty { line(Self.escaped(current)) }
    }

    private mutating func code(_ code: String, before: String, after: String) {
        let opened = before.reversed().prefix(while: Self.opening.contains).reversed().map(String.init)
        let closed = after.prefix(while: Self.closing.contains).map(String.init)
        let rest = after.dropFirst(closed.count)
        precondition(rest.isEmpty || rest.hasPrefix(" "), "what stands right after `\(code)`?")
        line("." + (Self.macro(for: code, opened: opened) + closed).joined(separator: " "))
    }

    /// The macro that says what the code is, and its arguments.
    private static func macro(for code: String, opened: [String]) -> [String] {
        if code.hasPrefix("--") || code.wholeMatch(of: /-[a-z]/) != nil {
            let words = code.dropFirst().split(separator: " ")
            return ["Fl"] + opened + [escapedCode(words[0])] + words.dropFirst().flatMap { ["Ar", escapedCode($0)] }
        }
        if code.wholeMatch(of: /[A-Z]+/) != nil, !Settings.all.contains(where: { $0.name == code }) {
            return ["Ar"] + opened + [code]
        }
        if code.wholeMatch(of: /[A-Z_]+/) != nil { return ["Ev"] + opened + [code] }
        if code.hasPrefix("~/") || code.wholeMatch(of: /\/.+/) != nil { return ["Pa"] + opened + [escapedCode(code)] }
        if AllVerbs.all.contains(where: { $0.name == code }) { return ["Cm"] + opened + [code] }
        return ["Ql"] + opened + [argument(code)]
    }

    // MARK: - Escapes

    /// Text for people: the formatter may choose its hyphens and quotes.
    static func escaped(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\e").replacing("…", with: "...")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    /// Text to be typed as it is: no character may be replaced by a finer one.
    static func escapedCode(_ code: some StringProtocol) -> String {
        let finer: [Character: String] = [
            "\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", "\"": "\\(dq", "…": "...",
        ]
        return code.map { finer[$0] ?? String($0) }.joined()
    }

    /// Code as one argument of a macro.
    static func argument(_ code: String) -> String {
        // The name of a macro, and punctuation alone, would not be taken for text.
        let isSpecial = code.wholeMatch(of: /[A-Z%][A-Za-z]|[.,:;()\[\]?!|]/) != nil
        let escaped = (isSpecial ? "\\&" : "") + escapedCode(code)
        return escaped.contains(" ") ? "\"\(escaped)\"" : escaped
    }
}

extension String {
    /// In the source of a manual page each sentence begins a line.
    fileprivate var endsSentence: Bool { hasSuffix(".") || hasSuffix("?") || hasSuffix("!") }
}
