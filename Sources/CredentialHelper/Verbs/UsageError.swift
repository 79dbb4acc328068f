/// The command line is not of the form that the usage shows.
struct UsageError: Error, Equatable {
    /// What is wrong with it. Nothing in it was typed by the person but for names that there are: a word in the wrong
    /// place may be a secret.
    enum Problem: Equatable {
        case noVerb
        /// With the verb that was meant, if one is near.
        case noSuchVerb(nearest: String?)
        case noSuchOption(nearest: String?)
        case noValue(option: String)
        case needlessValue(option: String)
        case tooManyArguments
        case missing(operand: String)
        /// An operand that stands for something only where this option says of what.
        case operand(String, without: String)
        /// None of these: the verb alone knows.
        case otherForm
    }

    let problem: Problem
    /// The verb whose command line it is; `nil` while none is known.
    private(set) var verb: (any Verb.Type)?

    init(_ problem: Problem = .otherForm) {
        self.problem = problem
    }

    static func == (one: UsageError, other: UsageError) -> Bool {
        one.problem == other.problem && one.verb?.name == other.verb?.name
    }

    /// The same error, with what the place at which the verb has stopped to read says of it.
    func explained(by arguments: Arguments, of verb: any Verb.Type) -> UsageError {
        let options = verb.help.options.map(\.name)
        var problem = problem
        if problem == .otherForm, let option = arguments.lastOption, !options.contains(option) {
            problem = .noSuchOption(nearest: nearest(to: option, of: options))
        } else if problem == .otherForm, let option = arguments.lastOption, arguments.hasUntakenValue {
            problem = .needlessValue(option: option)
        } else if !arguments.hasOptionsEnded, let next = arguments.next, next.hasPrefix("-"), !options.contains(next) {
            problem = .noSuchOption(nearest: nearest(to: next, of: options))
        } else if problem == .otherForm, arguments.next != nil {
            problem = .tooManyArguments
        }
        var explained = UsageError(problem)
        explained.verb = verb
        return explained
    }
}
