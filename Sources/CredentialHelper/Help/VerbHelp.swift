/// What is said of a verb: in `--help`, in `help VERB`, in the man page, in the README's table and to a shell that
/// completes. Texts have code in backticks, as in Markdown; placeholders such as `FILE` are capitals.
struct VerbHelp {
    /// What it does, as in "show what is kept": for lists, so without a full stop.
    let summary: String
    /// The rest: a paragraph each, of whole sentences.
    var description: [String] = []
    /// In their order on the command line.
    var operands: [OperandHelp] = []
    /// In the order in which they are shown.
    var options: [OptionHelp] = []
    /// Command lines, after the program's name, and what each is for.
    var examples: [ExampleHelp] = []
}

/// An operand of a verb.
struct OperandHelp {
    /// Its placeholder, such as `SERVER`.
    let name: String
    var isOptional = false
    /// What a shell offers in its place.
    var candidates = Candidates.nothing
    let text: String

    /// Of the verbs that read the server where it is not given.
    static var serverOrInput: OperandHelp {
        OperandHelp(
            name: "SERVER",
            isOptional: true,
            candidates: .servers,
            text: "such as `ghcr.io`; left out: read from standard input"
        )
    }
}

/// An option of a verb.
struct OptionHelp {
    /// Such as `--json`.
    let name: String
    /// The placeholder of its value, such as `FILE`; `nil` for an option that has none.
    var value: String?
    /// What a shell offers as its value.
    var candidates = Candidates.nothing
    /// What it does, without a full stop, as in "as JSON, in one line".
    let text: String

    /// Of an option whose value is one of a few words.
    init(_ name: String, oneOf words: [String], text: String) {
        self.init(name, value: words.joined(separator: "|"), candidates: .words(words), text: text)
    }

    init(_ name: String, value: String? = nil, candidates: Candidates = .nothing, text: String) {
        self.name = name
        self.value = value
        self.candidates = candidates
        self.text = text
    }

    /// Of the verbs that ask one profile.
    static var profile: OptionHelp {
        OptionHelp(
            "--profile",
            value: "NAME",
            candidates: .profiles,
            text: "in this profile, whatever the program is called"
        )
    }

    /// Of the verbs that ask all profiles when none is named.
    static var oneProfile: OptionHelp {
        OptionHelp(
            "--profile",
            value: "NAME",
            candidates: .profiles,
            text: "of this profile alone, not of all that there are"
        )
    }

    /// As in `--password-file FILE`.
    var form: String { value.map { "\(name) \($0)" } ?? name }
}

struct ExampleHelp {
    let arguments: String
    let text: String
}

/// What a shell may offer to complete a word with.
enum Candidates {
    /// Only the person knows.
    case nothing
    case words([String])
    /// The servers that something is kept for.
    case servers
    /// Those in which something is kept.
    case profiles
    case verbs
    case files
    case directories
}

/// What is said of a setting. The text is the man page's, the README's and that of `--help`.
struct SettingHelp {
    /// What its value may be, and means, without a full stop.
    let text: String
    /// What holds where it is not set, with code in backticks; `nil` when that is nothing.
    var standard: String?
}
