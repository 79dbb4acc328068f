/// How long to wait, in whole seconds.
package struct TimeLimits {
    /// For the keyring's answers, all calls of one verb together; and for what a client writes to standard input.
    package let call: Int
    /// For a person who is asked something, or types at the terminal.
    package let prompt: Int
    /// For one request on the network.
    package let request: Int

    package init(call: Int = 10, prompt: Int = 120, request: Int = 15) {
        self.call = call
        self.prompt = prompt
        self.request = request
    }

    /// Reads `DOCKER_CREDENTIAL_PAT_TIMEOUT`: `10` sets all limits, `10,120` the second one apart.
    /// - Returns: `nil` when the text is of neither form, or a number is not between 1 and 3600.
    package init?(_ text: String) {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(numbers.count), numbers.allSatisfy({ $0.map((1...3600).contains) == true }) else {
            return nil
        }
        self.init(call: numbers[0]!, prompt: numbers.last!!, request: numbers[0]!)
    }
}
