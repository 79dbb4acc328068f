/// Whom `setup` speaks to.
struct SetupDialogue {
    let helper: Helper
    /// How long a person has for an answer.
    let seconds: Int
    /// Whether a person said beforehand that nothing is to be asked.
    let isYes: Bool

    init(_ context: SetupContext) {
        helper = context.helper
        seconds = context.settings.timeLimits.prompt
        isYes = context.options.isYes
    }

    /// Whether somebody sees what is written, and can answer.
    var isInteractive: Bool { helper.console.inputIsTerminal && helper.console.outputIsTerminal }

    func say(_ line: String) throws {
        try helper.print(line.printable + "\n")
    }

    /// Something that is no failure, and that nobody should miss.
    func note(_ line: String) {
        helper.console.writeError("note: \(line.printable)\n")
    }

    /// - Returns: whether the answer is yes; anything else, and nothing, is no.
    func ask(_ question: String) throws -> Bool {
        try helper.console.confirms(question.printable, seconds: seconds)
    }
}
