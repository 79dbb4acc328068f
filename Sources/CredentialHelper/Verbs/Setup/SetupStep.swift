/// One thing that `setup` does. Each looks at the machine when it is made, says what it has found and what it will do,
/// and does that later. The list of them is `SetupSteps`.
protocol SetupStep {
    var sections: [SetupSection] { get }
    /// Whether it changes what belongs to other programs, so that somebody has to agree.
    var needsConsent: Bool { get }

    func run(_ dialogue: SetupDialogue) throws
}

extension SetupStep {
    /// Whether all is as it should be.
    var isDone: Bool { sections.allSatisfy { $0.actions.isEmpty } }
}

/// What is said of one thing before it is done.
struct SetupSection {
    /// What it is about, as in `docker: /home/ann/.docker/config.json`.
    let heading: String
    /// What is there, and stays, a line each.
    var findings: [String] = []
    /// What will be done, a line each, which goes on from "will"; none when all is as it should be.
    var actions: [String] = []
}

/// The steps, in the order in which they are shown and done. A new one is added here.
enum SetupSteps {
    static func all(_ context: SetupContext) throws -> [any SetupStep] {
        var steps: [any SetupStep] = [try KeyringStep(context)]
        if !context.profile.isDefault { steps.append(try ProfileStep(context)) }
        let source = try context.options.source.map { try TakeOverSource($0, for: context) }
        if let source { steps.append(TakeOverStep(context, from: source)) }
        if let copied = context.options.copied { steps.append(try CopyStep(context, copying: copied)) }
        if context.namesClients { steps.append(try ClientFilesStep(context, alsoFor: source?.registries ?? [])) }
        if context.profile.isDefault || context.options.plugin == true { steps.append(try PluginStep(context)) }
        if context.options.reminds { steps.append(try ReminderStep(context)) }
        if let source, context.options.erasesSource { steps.append(EraseSourceStep(context, from: source)) }
        return steps
    }

    static func undoing(_ context: SetupContext) throws -> [any SetupStep] {
        let files = try ClientFilesUndoStep(context)
        if !context.profile.isDefault { return [files, try ProfileUndoStep(context)] }
        return [files, try PluginUndoStep(context), ReminderUndoStep(context)]
    }
}

/// What all steps look at.
final class SetupContext {
    let options: SetupOptions
    let helper: Helper
    let settings: Settings
    /// The keyring that is, or will be, in use. It is looked for when a step first asks: a bus that hangs would keep
    /// those waiting that need none.
    private(set) lazy var keyring: Result<KeyringKind, KeyringError> = Result { () throws(KeyringError) in
        if let chosen = options.keyring ?? settings.keyring { return chosen }
        return try helper.keyrings.obstacleToService(settings) == nil ? .service : .file
    }
    /// Whose credentials and clients it is about.
    let profile: Profile
    let environment: [String: String]

    init(_ options: SetupOptions, of helper: Helper) throws {
        self.options = options
        self.helper = helper
        profile = options.profile ?? helper.profile ?? .default
        let configuration = options.dockerConfiguration.map { ["DOCKER_CONFIG": $0] } ?? [:]
        environment = helper.environment.merging(configuration) { _, given in given }
        settings = try Settings(environment: environment)
    }

    /// What follows `docker-credential-` in this program's name, as clients have to write it.
    var helperName: String { profile.helperName }

    /// Whether clients' files are looked at. A profile is named only where somebody says so: elsewhere it would switch
    /// away the one that is named there.
    var namesClients: Bool {
        profile.isDefault || !options.registries.isEmpty || options.dockerConfiguration != nil
    }

    /// Whether a person is there who can be asked what to do with one thing or another.
    var canAsk: Bool { !options.isYes && helper.console.inputIsTerminal && helper.console.outputIsTerminal }

    /// The way into the keyring that was chosen.
    var intake: CredentialIntake { CredentialIntake { try self.open() } }

    /// The same for many looks at it that together have to be done in time.
    var planningIntake: CredentialIntake? {
        guard let store = try? open() else { return nil }
        return CredentialIntake { store }
    }

    /// Opening it makes nothing, and asks nobody for anything.
    private func open() throws -> any CredentialStore { try open(profile) }

    /// The same of another profile.
    func open(_ profile: Profile) throws -> any CredentialStore {
        try helper.keyrings.open(Settings(environment: environment).choosing(keyring.get())).inProfile(profile)
    }
}
