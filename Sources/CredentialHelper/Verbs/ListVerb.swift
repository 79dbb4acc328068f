/// `list`: answers with all servers and their accounts.
struct ListVerb: Verb {
    static var name: String { "list" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "write the servers and their accounts as JSON, without secrets",
            options: [.profile]
        )
    }

    private let profile: Profile?

    init(_ arguments: inout Arguments) throws {
        profile = try ProfiledOperands(&arguments, atMost: 0).profile
    }

    /// Never reads standard input: docker-py leaves the terminal there.
    func run(_ helper: Helper) throws -> ExitStatus {
        let accounts = try helper.open(profile).store.accounts()
        // docker calls `get` for each key, fails where that fails, and cannot ask for one without a name.
        let answerable = accounts.filter { !$0.server.isBlank }
        try helper.console.writeOutput(ProtocolResponse.accounts(answerable))
        return .done
    }
}
