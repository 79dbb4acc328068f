extension UsageError {
    var message: String {
        switch problem {
        case .noVerb: "a verb is missing"
        case .noSuchVerb: "there is no such verb"
        case .noSuchOption: "\(name) has no such option"
        case .noValue(let option): "\(option) needs a value"
        case .needlessValue(let option): "\(option) takes no value"
        case .tooManyArguments: "\(name) takes \(limit)"
        case .missing(let operand): "\(name) needs \(operand)"
        case .operand(let operand, let option): "\(name) takes \(operand) with \(option) only"
        case .otherForm: "\(name) takes its arguments in another form"
        }
    }

    /// - Parameter program: as the person calls it.
    func hint(for program: String) -> String {
        switch problem {
        case .noSuchVerb(let nearest?), .noSuchOption(let nearest?): "did you mean \(nearest)?"
        case .noVerb, .noSuchVerb(nil): "'\(program) --help' lists the verbs"
        case .operand(_, without: "--copy-from"): "for this registry alone it is --registry HOST"
        default: "'\(program) help \(name)' shows what it takes"
        }
    }

    private var name: String { verb?.name ?? "" }

    /// How many operands the verb takes, in words.
    private var limit: String {
        switch verb?.help.operands.count ?? 0 {
        case 0: "no arguments"
        case 1: "one argument"
        case let count: "at most \(count) arguments"
        }
    }
}
