/// The helper: one verb in, one answer out.
package struct Helper {
    /// Inputs beyond this are refused; no registry's token comes near it.
    package static let inputLimit = 1 << 20

    private let console: any Console
    private let version: String
    private let openStore: () throws(HelperError) -> any CredentialStore

    /// - Parameter openStore: called by the verbs that need the keyring, after their input proved good.
    package init(
        console: any Console,
        version: String,
        openStore: @escaping () throws(HelperError) -> any CredentialStore
    ) {
        self.console = console
        self.version = version
        self.openStore = openStore
    }

    /// Runs the verb that `arguments` (without the program's name) asks for.
    /// - Returns: the exit status, 0 or 1: some clients take any other for a crash.
    package func run(_ arguments: [String]) -> Int32 {
        do throws(HelperError) {
            guard let command = Command(arguments) else {
                try print(Usage.line)
                return 1
            }
            try run(command)
            return 0
        } catch {
            report(error)
            return 1
        }
    }

    private func run(_ command: Command) throws(HelperError) {
        switch command {
        case .help: try print(Usage.help)
        case .version: try print("docker-credential-pat \(version)\n")
        case .store: try store()
        case .get(let server): try get(serverName(server))
        case .erase(let server): try erase(serverName(server))
        case .list: try list()
        }
    }

    private func store() throws(HelperError) {
        if console.inputIsTerminal {
            console.writeError("reading one JSON object with ServerURL, Username and Secret; end with Ctrl-D\n")
        }
        let request = try StoreRequest(console.readInput(limit: Self.inputLimit))
        let store = try openStore()
        try throwingHelperError { () throws(StoreError) in try store.store(request.credential) }
    }

    private func get(_ server: ServerName) throws(HelperError) {
        let store = try openStore()
        let found = try throwingHelperError { () throws(StoreError) in try store.credential(answering: server) }
        guard let found else { throw .notFound }
        try console.writeOutput(Answer.credential(server: server.text, found))
    }

    private func erase(_ server: ServerName) throws(HelperError) {
        let store = try openStore()
        try throwingHelperError { () throws(StoreError) in try store.eraseAll(meaning: server) }
    }

    /// Never reads standard input: docker-py leaves the terminal there.
    private func list() throws(HelperError) {
        let store = try openStore()
        let accounts = try throwingHelperError { () throws(StoreError) in try store.accounts() }
        // docker calls `get` for each key and fails on one that it cannot ask for.
        try console.writeOutput(Answer.accounts(accounts.filter { (try? ServerName($0.server)) != nil }))
    }

    /// The server from the command line, else from standard input.
    private func serverName(_ argument: String?) throws(HelperError) -> ServerName {
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
        do throws(ServerName.ValidationError) {
            return try ServerName(text)
        } catch {
            throw HelperError(error)
        }
    }

    private func print(_ text: String) throws(HelperError) {
        var text = text
        try console.writeOutput(text.withUTF8(Secret.init))
    }

    /// Programs read standard output; docker hides it when a verb fails and shows people standard error alone.
    private func report(_ error: HelperError) {
        let isFault = error != .notFound
        let readsTwice = isFault && console.outputAndErrorAreTerminals
        if !readsTwice { try? print(error.message + "\n") }
        guard isFault else { return }
        console.writeError(error.message + "\n")
        if let hint = error.hint { console.writeError("hint: \(hint)\n") }
    }

    private func throwingHelperError<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(HelperError) -> Result {
        do throws(StoreError) {
            return try body()
        } catch {
            throw .store(error)
        }
    }
}
