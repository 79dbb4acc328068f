/// Makes the link by which docker has this program as a command of its own, `docker pat`.
struct PluginStep: SetupStep {
    private(set) var sections: [SetupSection] = []
    var needsConsent: Bool { true }

    private let link: ProgramLink?

    /// Where nobody has said whether it is wanted, it is where docker is installed.
    init(_ context: SetupContext) throws {
        let isWanted = context.options.plugin ?? (SearchPath(context.environment).program(named: "docker") != nil)
        link = isWanted ? try ProgramLink.plugin(context) : nil
        guard let link else { return }
        var section = SetupSection(heading: link.pluginHeading)
        switch link.state {
        case .present: break
        case .missing:
            // A package's serves as well.
            if ProgramLink.installedPlugin(for: link.program) == nil {
                section.actions = ["link it to \(link.program)"]
            }
        case .outdated: section.actions = ["link it to \(link.program), in place of an older one"]
        case .foreign: section.findings = ["another program has this name: that stays"]
        }
        sections = [section]
        if !isDone { try link.requireOwnDirectory() }
    }

    func run(_ dialogue: SetupDialogue) throws {
        guard let link else { return }
        try link.naming { () throws(FileError) in try link.make() }
        try dialogue.say("docker has it as a command: docker pat status")
    }
}

/// Takes the link out again.
struct PluginUndoStep: SetupStep {
    let sections: [SetupSection]
    var needsConsent: Bool { true }

    private let link: ProgramLink?

    init(_ context: SetupContext) throws {
        link = try ProgramLink.plugin(context)
        let isOurs = link?.isOwn == true
        sections = (link.map { [SetupSection(heading: $0.pluginHeading, actions: isOurs ? ["remove it"] : [])] } ?? [])
        if isOurs { try link?.requireOwnDirectory() }
    }

    func run(_ dialogue: SetupDialogue) throws {
        guard let link else { return }
        try link.naming { () throws(FileError) in try link.remove(withDirectory: true) }
        try dialogue.say("removed \(link.path)")
    }
}

extension ProgramLink {
    /// `nil` where the environment does not say where docker's configuration is, or nobody where this program is.
    fileprivate static func plugin(_ context: SetupContext) throws -> ProgramLink? {
        guard let program = SearchPath(context.environment).ownProgram else { return nil }
        return try plugin(context.environment, to: program)
    }

    fileprivate var pluginHeading: String { "docker pat: \(path)" }

    func requireOwnDirectory() throws {
        if let foreign = FileOwner.foreignDirectory(of: path) { throw KeyringError.foreignDirectory(path: foreign) }
    }

    /// Runs `body`, which changes the link, and has its error name it.
    func naming(_ body: () throws(FileError) -> Void) throws {
        do throws(FileError) { try body() } catch {
            throw SetupError.clientFile(path: error.path, .system(error.reason))
        }
    }
}
