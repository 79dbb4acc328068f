/// Makes the link by whose name clients choose a profile, and says where they have to name it.
struct ProfileStep: SetupStep {
    let sections: [SetupSection]
    var needsConsent: Bool { true }

    private let link: ProgramLink
    /// By which bash completes the command; `nil` where it is there, or not to be made.
    private let completion: ProgramLink?

    init(_ context: SetupContext) throws {
        link = try ProgramLink.helper(of: context)
        completion = ProgramLink.completion(of: context.profile, context.environment).flatMap { link in
            link.state == .missing || link.state == .outdated ? link : nil
        }
        let name = context.helperName
        var section = SetupSection(heading: "profile \(context.profile.name): \(link.path)")
        switch link.state {
        case .present: break
        case .missing: section.actions = ["link it to \(link.program)"]
        case .outdated: section.actions = ["link it to \(link.program), in place of an older one"]
        case .foreign: throw SetupError.profile(problem: "\(link.path) is another program: nothing is put in its place")
        }
        let searchPath = SearchPath(context.environment)
        let first = searchPath.program(named: "docker-credential-\(name)")
        if let first, link.state != .present || linkTarget(of: first) != linkTarget(of: link.path), first != link.path {
            throw SetupError.profile(problem: "\(first) is another program, which clients would start for this one")
        }
        if !searchPath.directories.contains(parentDirectory(of: link.path)) {
            section.findings.append("\(parentDirectory(of: link.path)) is not on PATH: clients find it once it is")
        }
        if !context.namesClients {
            section.findings += [
                "a config.json of docker's chooses it, for all registries or for one, by",
                #"  "credsStore": "\#(name)""#,
                #"  "credHelpers": {"HOST": "\#(name)"}"#,
                "which --docker-config DIR or --registry HOST writes",
            ]
        }
        if let completion { section.actions.append("link \(completion.path) to \(completion.program)") }
        sections = [section]
        for link in [link, completion] where !isDone { try link?.requireOwnDirectory() }
    }

    func run(_ dialogue: SetupDialogue) throws {
        for link in [link, completion].compactMap(\.self) where link.state != .present {
            try link.naming { () throws(FileError) in try link.make() }
            try dialogue.say("linked \(link.path)")
        }
    }
}

/// Takes the link out again, and says what the profile still keeps.
struct ProfileUndoStep: SetupStep {
    let sections: [SetupSection]
    var needsConsent: Bool { true }

    /// Those that are there.
    private let links: [ProgramLink]

    init(_ context: SetupContext) throws {
        let link = try ProgramLink.helper(of: context)
        let completion = ProgramLink.completion(of: context.profile, context.environment)
        links = [link, completion].compactMap(\.self).filter(\.isOwn)
        sections = [
            SetupSection(
                heading: "profile \(context.profile.name): \(link.path)",
                findings: Self.kept(context),
                actions: links.map { $0.path == link.path ? "remove it" : "remove \($0.path)" }
            )
        ]
        for link in links { try link.requireOwnDirectory() }
    }

    /// What stays in the keyring.
    private static func kept(_ context: SetupContext) -> [String] {
        let name = context.profile.name
        do {
            let accounts = try context.open(context.profile).visibleAccounts().sorted {
                $0.server.utf8.lexicographicallyPrecedes($1.server.utf8)
            }
            let lines = accounts.map { "still keeps \($0.server.printableName) (\($0.username.printableName))" }
            if lines.isEmpty { return ["keeps nothing"] }
            return lines + ["which docker-credential-pat erase --profile \(name) SERVER removes"]
        } catch {
            return ["what it keeps was not looked at: \(HelperError(error).message)"]
        }
    }

    func run(_ dialogue: SetupDialogue) throws {
        for link in links {
            try link.naming { () throws(FileError) in try link.remove() }
            try dialogue.say("removed \(link.path)")
        }
    }
}

extension ProgramLink {
    fileprivate static func helper(of context: SetupContext) throws -> ProgramLink {
        guard let program = SearchPath(context.environment).ownProgram else {
            throw SetupError.profile(
                problem: "the system does not tell where this program is, to which a link has to lead"
            )
        }
        return helper(of: context.profile, context.environment, to: program)
    }
}
