import TestSupport
import Testing

/// Expects that the verb failed with `message`: on both streams in the same words, with a hint, and exit status 1.
func expectFailure(_ ran: Command, saying message: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(ran.outputText == message + "\n", sourceLocation: sourceLocation)
    #expect(ran.errorText.hasPrefix(message + "\n"), "\(ran.errorText)", sourceLocation: sourceLocation)
    #expect(ran.status == 1, sourceLocation: sourceLocation)
    #expect(Trouble.all.contains { $0.matches(message) }, "README has no line for: \(message)")
}

/// Expects that the verb found nothing, and said so as clients expect.
func expectAbsent(_ ran: Command, for verb: Verb, sourceLocation: SourceLocation = #_sourceLocation) {
    let output =
        switch verb {
        case .get: "credentials not found in native keychain\n"
        case .list: "{}\n"
        case .erase, .store: ""
        }
    #expect(ran.outputText == output, sourceLocation: sourceLocation)
    #expect(ran.errorText == "", sourceLocation: sourceLocation)
    #expect(ran.status == (verb == .get ? 1 : 0), sourceLocation: sourceLocation)
}
