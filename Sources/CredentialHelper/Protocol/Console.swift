/// The three standard streams, so that a test can stand in for them.
package protocol Console {
    var inputIsTerminal: Bool { get }
    var outputIsTerminal: Bool { get }
    var errorIsTerminal: Bool { get }

    /// Reads standard input to its end, or until it is longer than `limit` bytes, which is an error.
    func readInput(limit: Int) throws(HelperError) -> Secret
    func writeOutput(_ bytes: Secret) throws(HelperError)
    func writeError(_ text: String)
}
