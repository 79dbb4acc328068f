/// One verb of the command line: what may follow it, what it does, and what `--help` says of it. The list of them all
/// is `AllVerbs`.
protocol Verb: SendableMetatype {
    static var name: String { get }
    /// Other words for the same verb.
    static var otherNames: [String] { get }
    /// What all the places say of it that explain verbs.
    static var help: VerbHelp { get }

    /// Takes from the command line what this verb understands. Whatever it leaves there is a `UsageError`.
    init(_ arguments: inout Arguments) throws

    func run(_ helper: Helper) throws -> ExitStatus
}

extension Verb {
    static var otherNames: [String] { [] }
}
