import PersonalAccessToken

/// `tokens`: all access tokens of an account at Docker Hub.
struct TokensVerb: Verb {
    static var name: String { "tokens" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "list the access tokens that the account has at Docker Hub",
            description: [
                """
                Shows what Docker's page of access tokens shows: description, permission, status, when each was made, \
                last used and expires, and the beginning of its number. The one that is kept here is marked with `*`.
                """,
                SignInOptions.description,
            ],
            operands: [.dockerHub],
            options: [OptionHelp("--json", text: "as JSON, in one line")] + SignInOptions.help,
            examples: [
                ExampleHelp(arguments: "tokens", text: "which have not been used for long?")
            ]
        )
    }

    private var server: String?
    private var isJSON = false
    private var signIn = SignInOptions()

    init(_ arguments: inout Arguments) throws {
        server = arguments.operand()
        while let option = arguments.nextOption() {
            if option == "--json" { isJSON = true } else { try signIn.take(option, from: &arguments) }
        }
        server = server ?? arguments.operand()
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let session = try HubSession(helper, options: signIn, server: server)
        let tokens = try session.account.tokens()
        let keptID = try session.keptToken().id
        if isJSON {
            try helper.console.writeOutput(TokensJSON.text(tokens, of: session.username, keptID: keptID))
        } else if tokens.isEmpty {
            try helper.print("there are no access tokens\n")
        } else {
            let width = helper.console.outputWidth
            try helper.print(TokensTable.text(tokens, keptID: keptID, now: helper.now(), within: width))
        }
        if let kept = session.kept, kept.isOfOrganization {
            let name = kept.server.printableName
            helper.console.writeError("note: what is kept for \(name) is an organization's, and not among these\n")
        }
        return .done
    }
}

extension OperandHelp {
    /// Of the verbs that work at Docker Hub alone.
    static var dockerHub: OperandHelp {
        OperandHelp(
            name: "SERVER",
            isOptional: true,
            candidates: .servers,
            text: "Docker Hub, in any spelling; left out: Docker Hub"
        )
    }
}
