import TestSupport
import Testing

/// Stops the test, with the client's own words, unless the client did what it was asked for.
func expectSuccess(_ command: Command, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try #require(command.status == 0, "\(command.outputText)\(command.errorText)", sourceLocation: sourceLocation)
}

/// Expects that the client refused, and said why.
func expectFailure(_ command: Command, saying words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(command.status != 0, "\(command.outputText)", sourceLocation: sourceLocation)
    #expect(command.errorText.contains(words), sourceLocation: sourceLocation)
}
