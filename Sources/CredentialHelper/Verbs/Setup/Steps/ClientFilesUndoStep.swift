/// Takes out of the clients' files what `setup` has put in. Their backups tell what was there before.
struct ClientFilesUndoStep: SetupStep {
    private let plans: [ClientFileUndo]
    var needsConsent: Bool { true }

    init(_ context: SetupContext) throws {
        let docker = try ClientFile.docker(context.environment).map { [$0] } ?? []
        let files = try docker + ClientFile.podman(context.environment)
        plans = try files.map { try ClientFileUndo($0, seconds: context.settings.timeLimits.call) }
    }

    var sections: [SetupSection] { plans.map(\.section) }

    func run(_ dialogue: SetupDialogue) throws {
        for plan in plans { try plan.carryOut(dialogue) }
        dialogue.note("what is in the keyring stays there: docker-credential-pat list names it")
    }
}
