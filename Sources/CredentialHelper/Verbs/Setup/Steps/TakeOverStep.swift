/// Takes over what another helper keeps.
struct TakeOverStep: SetupStep {
    let sections: [SetupSection]
    var needsConsent: Bool { true }

    private let context: SetupContext
    private let source: TakeOverSource

    init(_ context: SetupContext, from source: TakeOverSource) {
        self.context = context
        self.source = source
        var section = SetupSection(heading: source.helper.program)
        if source.sharesItems {
            section.findings = ["keeps its items in the same keyring, where this helper has them: nothing to take over"]
        } else if source.servers.isEmpty {
            section.findings = ["keeps nothing that is wanted"]
        }
        section.actions = source.servers.map { "take over the credential of \($0.printableName)" }
        sections = [section]
    }

    func run(_ dialogue: SetupDialogue) throws {
        var failures = 0
        for server in source.servers {
            do {
                let credential = try source.helper.credential(for: server)
                try context.take(credential, asking: dialogue, whenDone: "took over")
            } catch let error as SetupError {
                guard case .otherHelper = error else { throw error }
                dialogue.note("\(server.printableName): \(error.message)")
                failures += 1
            }
        }
        // Clients that use this helper from now on would miss them.
        guard failures == 0 else { throw SetupError.notTakenOver(count: failures, from: source.helper.name) }
    }
}

extension SetupContext {
    /// Brings one credential into the keyring. What is there stays, unless somebody says otherwise.
    /// - Parameter done: what has been done then, as in "took over".
    func take(_ credential: Credential, asking dialogue: SetupDialogue, whenDone done: String) throws {
        let name = credential.shownName
        let place = profile.isDefault ? "the keyring" : "the profile \(profile.name)"
        switch try intake.take(credential, replaces: false) {
        case .stored: try dialogue.say("\(done) \(name)")
        case .present: try dialogue.say("\(place) has \(name) already")
        case .occupied(let account):
            guard canAsk, try dialogue.ask(SetupDialogue.question(of: credential, against: account)) else {
                dialogue.note("left out: \(name): \(place) has another credential (\(account.printableName))")
                return
            }
            _ = try intake.take(credential, replaces: true)
            try dialogue.say("\(done) \(name)")
        }
    }
}

extension Credential {
    /// For people: `ghcr.io (octocat)`.
    var shownName: String { "\(server.printableName) (\(username.printableName))" }
}

extension SetupDialogue {
    /// Whether the keyring's credential, another account's or an older one, is to go.
    static func question(of credential: Credential, against account: String) -> String {
        let other = account.sameBytes(as: credential.username) ? "another secret" : "one of \(account.printableName)"
        return "the keyring has \(other) for \(credential.server.printableName): replace it by \(credential.shownName)?"
    }
}
