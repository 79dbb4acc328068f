extension Helper {
    func print(_ text: String) throws {
        var text = text
        try console.writeOutput(text.withUTF8(Secret.init))
    }

    /// Says what a person can do, below what is wrong.
    func write(_ hint: Hint) {
        console.writeError("hint: \(hint.text(for: caller).printable)\n")
    }

    /// Whether standard output may have colours (no-color.org).
    var hasColour: Bool {
        console.outputIsTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    /// Says something that is no failure, where it cannot break a client: some merge the two streams.
    func warn(_ text: String, by settings: Settings) {
        if warns(by: settings) { console.writeError("warning: \(text)\n") }
    }

    func warns(by settings: Settings) -> Bool {
        switch settings.warn {
        case .always: true
        case .never: false
        case .auto: console.errorIsTerminal
        }
    }
}
