/// `erase`: removes the credential of a server, as docker's logout does.
struct EraseVerb: Verb {
    static var name: String { "erase" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "remove the credential of `SERVER`, and of equivalent names",
            description: ["What is not there is removed already, and no failure."],
            operands: [.serverOrInput],
            options: [.profile]
        )
    }

    private let server: String?
    private let profile: Profile?

    init(_ arguments: inout Arguments) throws {
        let words = try ProfiledOperands(&arguments, atMost: 1)
        (server, profile) = (words.operands.first, words.profile)
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let server = try helper.serverName(server)
        try helper.open(profile).store.eraseAll(meaning: server)
        return .done
    }
}
