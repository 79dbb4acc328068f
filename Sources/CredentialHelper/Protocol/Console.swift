/// The three standard streams, so that a test can stand in for them.
package protocol Console {
    var inputIsTerminal: Bool { get }
    var outputIsTerminal: Bool { get }
    var errorIsTerminal: Bool { get }
    /// How many columns the terminal at standard output has; `nil` where it is none, and nothing has to fit.
    var outputWidth: Int? { get }

    /// Reads standard input to its end, or until it is longer than `limit` bytes, which is an error.
    /// - Parameter seconds: how long it may take; asked when it is not all there at once.
    func readInput(limit: Int, seconds: () -> Int) throws(HelperError) -> Secret
    func writeOutput(_ bytes: Secret) throws(HelperError)
    func writeError(_ text: String)

    /// Asks a question on standard error, and reads one line of the answer from standard input, both being a terminal.
    /// - Returns: `nil` when there is no answer, as after Ctrl-D.
    func askLine(_ question: String, seconds: Int) throws(HelperError) -> String?

    /// Asks for a password on the terminal of the process, whatever its streams are, and shows nothing of it.
    func askPassword(_ prompt: String, seconds: Int) throws(KeyringError) -> Secret
}

extension Console {
    /// Asks whether to do something, as `askLine` does.
    /// - Returns: whether the answer is yes; anything else, and nothing, is no.
    func confirms(_ question: String, seconds: Int) throws(HelperError) -> Bool {
        let answer = try askLine("\(question) [y/N] ", seconds: seconds)
        return ["y", "yes"].contains(answer?.trimmed.lowercased())
    }
}
