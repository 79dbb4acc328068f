/// Erases at another helper what the keyring has, once clients use this one.
struct EraseSourceStep: SetupStep {
    var needsConsent: Bool { true }

    private let context: SetupContext
    private let source: TakeOverSource

    init(_ context: SetupContext, from source: TakeOverSource) {
        self.context = context
        self.source = source
    }

    var sections: [SetupSection] {
        let actions = source.servers.isEmpty ? [] : ["erase there what has been taken over"]
        return [SetupSection(heading: source.helper.program, actions: actions)]
    }

    func run(_ dialogue: SetupDialogue) throws {
        let intake = context.intake
        let credentials = try source.servers.map { try source.helper.credential(for: $0) }.filter { credential in
            try intake.hasSame(credential)
        }
        guard !credentials.isEmpty else { return }
        let count = credentials.count == 1 ? "the credential" : "the \(credentials.count) credentials"
        let question = "erase \(count) that \(source.helper.program) keeps?"
        guard try dialogue.isYes || dialogue.ask(question) else { return }
        for credential in credentials {
            try source.helper.erase(credential.server)
            // A helper that nobody here knows might keep its items in the same place.
            guard try intake.take(credential, replaces: false) == .present else {
                throw SetupError.otherHelper(
                    name: source.helper.name,
                    problem: "what it erased was gone here, too, and has been stored again: nothing more is erased"
                )
            }
            try dialogue.say("erased there: \(credential.shownName)")
        }
    }
}
