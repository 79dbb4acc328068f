extension Helper {
    /// Reads standard input to its end, for as long as a person has at a terminal, or the keyring for its answers.
    func readInput() throws(HelperError) -> Secret {
        try console.readInput(limit: Self.inputLimit) {
            // Whatever is wrong with the settings is said after the input has proved good.
            let limits = (try? Settings(environment: environment))?.timeLimits ?? TimeLimits()
            return console.inputIsTerminal ? limits.prompt : limits.call
        }
    }
}
