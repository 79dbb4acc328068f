/// What the helper says of its command line as a whole.
struct Usage {
    /// As the person calls it.
    let program: String

    /// For whoever has given no verb.
    var line: String {
        """
        \(forms)
        Try '\(program) --help' for more.

        """
    }

    private var forms: String {
        """
        Usage: \(form(of: AllVerbs.ofTheProtocol))
               \(form(of: AllVerbs.forPeople))
        """
    }

    private func form(of verbs: [any Verb.Type]) -> String {
        let start = "\(program) <"
        let indentation = "Usage: ".count + start.count
        let names = verbs.map { $0.name }
        let words = names.dropLast().map { $0 + "|" } + names.suffix(1).map { $0 + ">" }
        return start + TextLayout.wrapped(words, separator: "", indentation: indentation, from: indentation)
    }

    var help: String {
        """
        \(forms)

        \(TextLayout.wrapped(Manual.introduction))

        \(TextLayout.wrapped(Manual.plugin))

        Verbs of the protocol, for clients and for you:
        \(list(of: AllVerbs.ofTheProtocol))
        Verbs for you:
        \(list(of: AllVerbs.forPeople))
        '\(program) help VERB' says more of each.

        \(TextLayout.wrapped(Manual.serverNames))

        \(TextLayout.wrapped(Manual.settings))

        \(TextLayout.table(Settings.all.map { (term: $0.name, text: $0.help.withStandard) }))
        Exit status:
        \(TextLayout.table(Manual.exitStatuses))
        \(TextLayout.wrapped(Manual.failures))

        """
    }

    private func list(of verbs: [any Verb.Type]) -> String {
        TextLayout.table(
            verbs.map { verb in
                let operands = verb.help.operands.map { $0.isOptional ? " [\($0.name)]" : " \($0.name)" }
                return (term: verb.name + operands.joined(), text: verb.help.summary)
            }
        )
    }
}

extension SettingHelp {
    /// The text, with what holds where nothing is set.
    var withStandard: String { standard.map { "\(text); default: \($0)" } ?? text }
}
