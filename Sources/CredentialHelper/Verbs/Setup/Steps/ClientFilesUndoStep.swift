/// Takes out of the clients' files what `setup` has put in. Their backups tell what was there before.
struct ClientFilesUndoStep: SetupStep {
    private let plans: [ClientFileUndo]
    private let isDefaultProfile: Bool
    var needsConsent: Bool { true }

    init(_ context: SetupContext) throws {
        isDefaultProfile = context.profile.isDefault
        plans = try Self.files(context).map { file in
            try ClientFileUndo(file, helper: context.helperName, seconds: context.settings.timeLimits.call)
        }
    }

    /// Those in which the helper may have been named. A profile's goes with its link, so wherever that can be told.
    private static func files(_ context: SetupContext) throws -> [ClientFile] {
        let chosen = try ClientFile.docker(context.environment).map { [$0] } ?? []
        guard context.options.dockerConfiguration == nil || !context.profile.isDefault else { return chosen }
        let own = try ClientFile.docker(context.helper.environment).map { [$0] } ?? []
        let others = try own + ClientFile.podman(context.environment)
        return chosen
            + others.filter { other in !chosen.contains { linkTarget(of: $0.path) == linkTarget(of: other.path) } }
    }

    var sections: [SetupSection] { plans.map(\.section) }

    func run(_ dialogue: SetupDialogue) throws {
        for plan in plans { try plan.carryOut(dialogue) }
        // Of another profile `ProfileUndoStep` says what is there.
        if isDefaultProfile {
            let list = dialogue.helper.caller.command("list")
            dialogue.note("what is in the keyring stays there: \(list) names it")
        }
    }
}
