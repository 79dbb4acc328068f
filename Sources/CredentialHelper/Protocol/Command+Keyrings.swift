extension Command {
    /// The verbs that are about keyrings as such; nothing when `verb` is another.
    static func aboutKeyrings(_ verb: String?, _ words: [String]) throws(HelperError) -> Command? {
        switch verb {
        case "setup": try Helper.SetupOptions(words).map(Command.setup)
        case "unlock": try Helper.UnlockOptions(words).map(Command.unlock)
        case "lock": words.isEmpty ? .lock : nil
        default: nil
        }
    }
}

extension Helper.SetupOptions {
    fileprivate init?(_ words: [String]) throws(HelperError) {
        var rest = OptionWords(words)
        while let word = rest.next() {
            switch word {
            case "--keyring":
                guard let text = rest.value() else { return nil }
                guard let kind = KeyringKind(rawValue: text) else {
                    throw .option(name: word, expected: "service or file")
                }
                keyring = kind
            case "--password-file":
                guard let file = rest.value() else { return nil }
                passwordFile = file
            default: return nil
            }
        }
    }
}

extension Helper.UnlockOptions {
    fileprivate init?(_ words: [String]) throws(HelperError) {
        var rest = OptionWords(words)
        while let word = rest.next() {
            switch word {
            case "--change": change = true
            case "--timeout":
                guard let text = rest.value() else { return nil }
                guard let span = TimeSpan(text) else {
                    throw .option(name: word, expected: "a span of time such as 30m, 8h or 2d")
                }
                timeout = span
            case "--password-file":
                guard let file = rest.value() else { return nil }
                passwordFile = file
            default: return nil
            }
        }
    }
}

/// Takes a command line apart: `--name value` and `--name=value`.
private struct OptionWords {
    private var rest: ArraySlice<String>
    private var attached: String?

    init(_ words: [String]) {
        rest = words[...]
    }

    mutating func next() -> String? {
        // A value that nobody took, as in `--change=yes`.
        if attached != nil { return "" }
        guard let word = rest.popFirst() else { return nil }
        guard let equals = word.firstIndex(of: "="), word.hasPrefix("--") else { return word }
        attached = String(word[word.index(after: equals)...])
        return String(word[..<equals])
    }

    mutating func value() -> String? {
        defer { attached = nil }
        return attached ?? rest.popFirst()
    }
}
