import PersonalAccessToken

/// `rotate`: a new token in place of the one that is kept.
struct RotateVerb: Verb {
    static var name: String { "rotate" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "replace the token of SERVER by a new one that is like it",
            description: [
                """
                At Docker Hub the new token has the old one's description, permission and lifetime. It is tried at \
                the registry, kept and read back, and only then is the old one deleted. A token of GitLab rotates \
                itself: the old one ends at once. Every entry that held the old one gets the new one. Should the \
                keyring fail, the new token is in a file that only you can read.
                """,
                SignInOptions.description,
            ],
            operands: [OperandHelp(name: "SERVER", candidates: .servers, text: "whose token it is")],
            options: [NewTokenExpiry.help] + SignInOptions.help,
            examples: [ExampleHelp(arguments: "rotate docker.io", text: "for as long as before")]
        )
    }

    private let server: String
    private var expires = NewTokenExpiry()
    private var signIn = SignInOptions()

    init(_ arguments: inout Arguments) throws {
        server = try arguments.requireOperand("SERVER")
        while let option = arguments.nextOption() {
            if option == "--expires" {
                try expires.take(from: &arguments)
            } else {
                try signIn.take(option, from: &arguments)
            }
        }
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let name = try ServerName(server)
        let expiry = try expires.expiry(at: helper.now())
        helper.noteLeftBehind()
        if RegistryIdentity(name.text)?.isOnDockerHub == true {
            let session = try HubSession(helper, options: signIn, server: name.text)
            try HubRotation(session).run(expiry: expiry)
        } else {
            try SelfRotation(helper, server: name, in: signIn.profile).run(expiry: expiry)
        }
        return .done
    }
}
