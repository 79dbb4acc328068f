package import PersonalAccessToken

/// The helper: one verb in, one answer out. What each verb does is in this folder.
package struct Helper {
    /// Inputs beyond this are refused; no registry's token comes near it.
    package static let inputLimit = 1 << 20

    let console: any Console
    let environment: [String: String]
    let now: () -> UnixTime
    private let version: String
    let keyrings: any Keyrings

    package init(
        console: any Console,
        version: String,
        environment: [String: String],
        now: @escaping () -> UnixTime,
        keyrings: any Keyrings
    ) {
        self.console = console
        self.version = version
        self.environment = environment
        self.now = now
        self.keyrings = keyrings
    }

    /// Runs the verb that `arguments` asks for: those after the program's name, nothing for one that is not UTF-8.
    /// - Returns: the exit status, 0 or 1, since some clients take any other for a crash; more for `status` only.
    package func run(_ arguments: [String?]) -> Int32 {
        do {
            let words = arguments.compactMap(\.self)
            guard words.count == arguments.count else { throw HelperError.argumentNotUTF8 }
            guard let command = try Command(words) else {
                try print(Usage.line)
                return 1
            }
            return try run(command)
        } catch {
            report(HelperError(error))
            return 1
        }
    }

    private func run(_ command: Command) throws -> Int32 {
        switch command {
        case .help: try print(Usage.help)
        case .version: try print("docker-credential-pat \(version)\n")
        case .store: try store()
        case .get(let server): try get(serverName(server))
        case .erase(let server): try erase(serverName(server))
        case .list: try list()
        case .expires(let server, nil): try showExpiry(of: serverName(server))
        case .expires(let server, let time?): try recordExpiry(time, of: serverName(server))
        case .status(let options): return try status(options)
        case .setup(let options): try setup(options)
        case .unlock(let options): try unlock(options)
        case .lock: try lock()
        }
        return 0
    }

    // MARK: - What the verbs share

    /// The keyring that is in use, with the settings that hold for it.
    struct OpenKeyring {
        let store: any CredentialStore
        let settings: Settings
    }

    /// Called by the verbs that need a keyring after their input has proved good.
    func open() throws -> OpenKeyring {
        let settings = try Settings(environment: environment)
        for complaint in settings.complaints { warn(complaint.message, by: settings) }
        return OpenKeyring(store: try keyrings.open(settings), settings: settings)
    }

    /// The server from the command line, else from standard input.
    private func serverName(_ argument: String?) throws -> ServerName {
        let text: String
        if let argument {
            text = argument
        } else {
            if console.inputIsTerminal {
                console.writeError("reading the server's address, such as ghcr.io; end with Ctrl-D\n")
            }
            let input = try console.readInput(limit: Self.inputLimit)
            text = try input.expose { bytes throws(HelperError) in
                guard bytes.span.isUTF8 else { throw .inputNotUTF8 }
                return String(decoding: bytes, as: UTF8.self)
            }
        }
        return try ServerName(text)
    }

    func print(_ text: String) throws {
        var text = text
        try console.writeOutput(text.withUTF8(Secret.init))
    }

    /// Says something that is no failure, where it cannot break a client: some merge the two streams.
    func warn(_ text: String, by settings: Settings) {
        if isWarning(by: settings) { console.writeError("warning: \(text)\n") }
    }

    func isWarning(by settings: Settings) -> Bool {
        switch settings.warn {
        case .always: true
        case .never: false
        case .auto: console.errorIsTerminal
        }
    }

    /// Programs read standard output; docker hides it when a verb fails and shows people standard error alone.
    private func report(_ error: HelperError) {
        let isFault = error != .notFound
        let onePersonReadsBoth = console.outputIsTerminal && console.errorIsTerminal
        if !(isFault && onePersonReadsBoth) { try? print(error.message + "\n") }
        guard isFault else { return }
        console.writeError(error.message + "\n")
        if let hint = error.hint { console.writeError("hint: \(hint)\n") }
    }
}
