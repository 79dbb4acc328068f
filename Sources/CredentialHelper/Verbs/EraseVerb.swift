/// `erase`: removes the credential of a server, as docker's logout does.
struct EraseVerb: Verb {
    static var name: String { "erase" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "remove the credential of `SERVER`, and of equivalent names",
            description: ["What is not there is removed already, and no failure."],
            operands: [.serverOrInput]
        )
    }

    private let server: String?

    init(_ arguments: inout Arguments) {
        server = arguments.operand()
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let server = try helper.serverName(server)
        try helper.open().store.eraseAll(meaning: server)
        return .done
    }
}
