import TestSupport

@testable import CredentialHelper

/// Standard streams that a test fills and reads.
final class TestConsole: Console {
    var inputIsTerminal = false
    var outputAndErrorAreTerminals = false
    var input = ""
    private(set) var readCount = 0
    private(set) var output = ""
    private(set) var error = ""

    func readInput(limit: Int) throws(HelperError) -> Secret {
        readCount += 1
        guard input.utf8.count <= limit else { throw .inputTooLarge }
        return Secret(input)
    }

    func writeOutput(_ bytes: Secret) throws(HelperError) { output += bytes.text }
    func writeError(_ text: String) { error += text }
}
