/// What `help VERB` and `VERB --help` say of one verb.
struct HelpPage {
    private let verb: any Verb.Type
    private let program: String

    /// - Parameter program: as the person calls it.
    init(_ verb: any Verb.Type, of program: String) {
        self.verb = verb
        self.program = program
    }

    var text: String {
        let help = verb.help
        let paragraphs = [help.summary.sentence] + help.description
        var parts = ["\(usage)\n", paragraphs.map { TextLayout.wrapped($0) + "\n" }.joined(separator: "\n")]
        let arguments =
            help.operands.map { (term: $0.name, text: $0.text) } + help.options.map { (term: $0.form, text: $0.text) }
        if !arguments.isEmpty { parts.append(TextLayout.table(arguments)) }
        if !help.examples.isEmpty {
            let lines = help.examples.map { "  \(program) \($0.arguments)\n    \(TextLayout.plain($0.text))\n" }
            parts.append("Examples:\n" + lines.joined())
        }
        return parts.joined(separator: "\n")
    }

    /// How it is called, as in `Usage: docker-credential-pat expires SERVER [WHEN]`.
    var usage: String {
        let start = "Usage: \(program) "
        return start + TextLayout.wrapped(verb.synopsis, indentation: start.count, from: start.count)
    }
}

extension Verb {
    /// The verb and what may follow it, as in `expires SERVER [WHEN]`. No line ends within one of its parts.
    static var synopsis: [String] {
        let operands = help.operands.map { $0.isOptional ? "[\($0.name)]" : $0.name }
        return [name] + operands + help.options.map { "[\($0.form)]" }
    }
}

extension String {
    /// With a capital letter at its start, unless that is code, and a full stop.
    var sentence: String { prefix(1).uppercased() + dropFirst() + (hasSuffix("?") ? "" : ".") }
}
