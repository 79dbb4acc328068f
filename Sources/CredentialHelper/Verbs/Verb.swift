/// One verb of the command line: what may follow it, what it does, and its lines in `--help`. Which verbs there are is
/// said in `AllVerbs`.
protocol Verb {
    static var name: String { get }
    /// Other words for the same verb.
    static var otherNames: [String] { get }
    static var help: String { get }

    /// Takes from the command line what this verb understands. Whatever is left is an error of usage.
    init(_ arguments: inout Arguments) throws

    func run(_ helper: Helper) throws -> ExitStatus
}

extension Verb {
    static var otherNames: [String] { [] }
}

/// The command line is not of the form that the usage shows.
struct UsageError: Error {}
