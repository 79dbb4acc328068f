package import PersonalAccessToken

/// The helper: runs one verb, and has what all verbs share. Each verb is a file of this folder.
package struct Helper {
    /// Inputs beyond this are refused; no registry's token comes near it.
    package static let inputLimit = 1 << 20

    let console: any Console
    private(set) var environment: [String: String]
    let now: () -> UnixTime
    let version: String
    let keyrings: any Keyrings
    let online: any OnlineServices
    let desktop: any Desktop
    private let invocation: Invocation
    /// The profile that the program's name or the environment has chosen; `nil` when neither has.
    private(set) var profile: Profile?
    /// The one that the command line names, which goes before it.
    private var namedProfile: Profile?
    /// Whether the verb is for people, and not one of the protocol's.
    private(set) var isForPeople = false

    package init(
        console: any Console,
        version: String,
        environment: [String: String],
        now: @escaping () -> UnixTime,
        keyrings: any Keyrings,
        online: any OnlineServices,
        desktop: any Desktop = NoDesktop(),
        invocation: Invocation = .helper
    ) {
        self.console = console
        self.version = version
        self.environment = environment
        self.now = now
        self.keyrings = keyrings
        self.online = online
        self.desktop = desktop
        self.invocation = invocation
    }

    /// How the person calls this program.
    var program: String { invocation.program }

    var caller: Caller {
        let isInEnvironment = environment[ProfileSetting.variable]?.isEmpty == false
        return Caller(invocation, profile: namedProfile ?? profile, isInEnvironment: isInEnvironment)
    }

    /// Runs the verb that `arguments` asks for.
    /// - Parameter arguments: those after the program's name; `nil` for one that is not UTF-8.
    /// - Returns: the exit status.
    package func run(_ arguments: [String?]) -> Int32 {
        do {
            let words = arguments.compactMap(\.self)
            guard words.count == arguments.count else { throw HelperError.argumentNotUTF8 }
            return try (invocation == .dockerPlugin ? runAsPlugin(words) : run(words)).rawValue
        } catch {
            return report(error).rawValue
        }
    }

    private func runAsPlugin(_ arguments: [String]) throws -> ExitStatus {
        let call = PluginCall(arguments)
        if call.asksForMetadata {
            try print(PluginCall.metadata(version: version))
            return .done
        }
        var helper = self
        if let configuration = call.configuration { helper.environment["DOCKER_CONFIG"] = configuration }
        return try helper.run(call.words)
    }

    private func run(_ words: [String]) throws -> ExitStatus {
        if let complete = CompleteVerb(words) { return try complete.run((try? choosingProfile()) ?? self) }
        if words.isEmpty {
            try print(Usage(program: program).line)
            return .failed
        }
        // Whoever asks for help in any place wants help, not a lecture.
        let beforeOperands = words.prefix { $0 != Arguments.endOfOptions }
        let asksForHelp = beforeOperands.contains("--help") || beforeOperands.contains("-h")
        if asksForHelp { return try HelpVerb(askedForBy: words).run(self) }
        let asked = try AllVerbs.asked(by: words)
        if asked.verb is HelpVerb { return try asked.verb.run(self) }
        var helper = try choosingProfile(named: asked.profile)
        helper.isForPeople = !AllVerbs.ofTheProtocol.contains { $0 == type(of: asked.verb) }
        do {
            return try asked.verb.run(helper)
        } catch {
            return helper.report(error)
        }
    }

    /// The same with the profile that its name or the environment has chosen, and the one that the command line names.
    private func choosingProfile(named: Profile? = nil) throws(HelperError) -> Helper {
        var helper = self
        helper.profile = try Profile.chosen(by: invocation, in: environment)
        helper.namedProfile = named
        return helper
    }

    private func report(_ error: any Error) -> ExitStatus {
        if let error = error as? UsageError {
            report(error.message, hint: Hint(error.hint(for: program)))
        } else {
            let error = HelperError(error)
            report(error.message, hint: error.hint, isFault: error != .notFound)
        }
        return .failed
    }

    /// Programs read standard output; docker hides it when a verb fails and shows people standard error alone.
    private func report(_ message: String, hint: Hint?, isFault: Bool = true) {
        // A path, or a keyring's own words, may have anything in them.
        let message = message.printable
        let onePersonReadsBoth = console.outputIsTerminal && console.errorIsTerminal
        if !(isFault && onePersonReadsBoth) { try? print(message + "\n") }
        guard isFault else { return }
        console.writeError(message + "\n")
        if let hint { write(hint) }
    }
}
