/// What one check of `doctor` has to say.
struct Finding: Equatable {
    /// The raw values are a part of `doctor --json`, and do not change.
    enum Level: String {
        case ok
        /// Worth knowing: it works all the same, or could not be looked at.
        case note
        /// Something does not work, or a secret lies open.
        case problem
    }

    let level: Level
    /// One line, in the words of `HelperError+Message`: lower-case, no full stop, never a secret.
    let text: String
    /// The way to mend it.
    let hint: String?
    /// Whether the check did not get to look.
    let isUnchecked: Bool

    private init(_ level: Level, text: String, hint: String? = nil, isUnchecked: Bool = false) {
        self.level = level
        // A path, a name or a program's own words may have anything in them.
        self.text = text.printable
        self.hint = hint?.printable
        self.isUnchecked = isUnchecked
    }

    static func ok(_ text: String) -> Finding { Finding(.ok, text: text) }
    static func note(_ text: String, hint: String? = nil) -> Finding { Finding(.note, text: text, hint: hint) }
    static func problem(_ text: String, hint: String?) -> Finding { Finding(.problem, text: text, hint: hint) }

    /// The problem that an error of the helper's is, in its own words.
    static func problem(_ error: HelperError) -> Finding { .problem(error.message, hint: error.hint?.text) }
    static func problem(_ error: KeyringError) -> Finding { .problem(.keyring(error)) }

    /// - Parameter reason: why it was not looked at.
    static func unchecked(_ reason: String) -> Finding {
        Finding(.note, text: "not looked at: \(reason)", isUnchecked: true)
    }
}
