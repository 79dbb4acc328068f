/// Names the helper in the clients' files, and moves the secrets that stand in them into the keyring.
///
/// First all secrets go into the keyring, docker's before podman's. Then the files are changed, docker's last: podman
/// reads it, too, where its own files say nothing.
struct ClientFilesStep: SetupStep {
    private let context: SetupContext
    private let plans: [ClientFilePlan]
    var needsConsent: Bool { true }

    /// - Parameter others: further registries that this helper has to answer for.
    init(_ context: SetupContext, alsoFor others: [ClientRegistry]) throws {
        self.context = context
        plans = try ClientFilePlans.all(context, alsoFor: others)
    }

    var sections: [SetupSection] { plans.map { $0.section(canAsk: context.canAsk) } }

    func run(_ dialogue: SetupDialogue) throws {
        let intake = context.intake
        var replacing: [[String]] = []
        for plan in plans { replacing.append(try replaced(by: plan, asking: dialogue)) }
        for (plan, replacing) in zip(plans, replacing) {
            for secret in plan.secrets where secret.account == nil || replacing.contains(secret.server) {
                _ = try intake.take(secret.credential, replaces: secret.account != nil)
            }
        }
        // Nothing is made, not even a directory, for a file of which the plan has said nothing.
        for (plan, replacing) in zip(plans, replacing).reversed() where plan.isPending(canAsk: context.canAsk) {
            try plan.carryOut(dialogue, intake: intake, replacing: replacing)
        }
    }

    /// The keys of those secrets that somebody wants in place of what the keyring has.
    private func replaced(by plan: ClientFilePlan, asking dialogue: SetupDialogue) throws -> [String] {
        guard context.canAsk else { return [] }
        return try plan.secrets.filter { secret in
            guard let account = secret.account else { return false }
            return try dialogue.ask(SetupDialogue.question(of: secret.credential, against: account))
        }.map(\.server)
    }
}
