/// `help`: explains a verb, or all in short.
struct HelpVerb: Verb {
    static var name: String { "help" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "explain a verb, or all in short",
            description: ["The same as `VERB --help`, and without a verb as `--help`."],
            operands: [OperandHelp(name: "VERB", isOptional: true, candidates: .verbs, text: "the verb to explain")]
        )
    }

    /// `nil` for all in short.
    private let verb: (any Verb.Type)?

    init(_ arguments: inout Arguments) throws {
        verb = try arguments.operand().map(AllVerbs.type(named:))
    }

    /// The help that a command line asks for in whatever place it says `--help`: of its verb, if it has one.
    init(askedForBy words: [String]) throws {
        verb = try words.first { !$0.hasPrefix("-") && $0 != Self.name }.map(AllVerbs.type(named:))
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let program = helper.program
        try helper.print(verb.map { HelpPage($0, of: program).text } ?? Usage(program: program).help)
        return .done
    }
}
