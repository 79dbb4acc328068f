/// What a shell may put in place of the last word of a command line, the one that is being typed.
struct Completion {
    /// What may stand there, and what it means.
    struct Candidate: Equatable {
        let text: String
        /// For people, in one line.
        var meaning = ""
    }

    private(set) var candidates: [Candidate] = []
    /// Whether it is the name of a file, or of a directory.
    private(set) var path: PathKind?

    enum PathKind {
        case file
        case directory
    }

    private let typed: String
    private let servers: (Profile?) -> [Account]
    private let profiles: () -> [Profile]
    /// The one that the command line names, in which the servers are looked for.
    private var profile: Profile?

    /// - Parameters:
    ///   - words: those after the program's name; the last may be empty.
    ///   - servers: asked only where a server may stand, for those of the profile that the words name.
    ///   - profiles: asked only where a profile may stand.
    init(
        of words: [String],
        servers: @escaping (Profile?) -> [Account],
        profiles: @escaping () -> [Profile]
    ) {
        typed = words.last ?? ""
        self.servers = servers
        self.profiles = profiles
        complete(after: words.dropLast())
    }

    private mutating func complete(after words: ArraySlice<String>) {
        guard let name = words.first else {
            offer(AllVerbs.all.map { Candidate(text: $0.name, meaning: TextLayout.plain($0.help.summary)) })
            offerIfTyped(["--help", "--version"].map { Candidate(text: $0) })
            return
        }
        guard let help = (try? AllVerbs.type(named: name))?.help else { return }
        let given = GivenArguments(words.dropFirst(), of: help)
        profile = given.profile
        if let option = given.openOption { return offer(option.candidates) }
        if !given.haveOptionsEnded, let equals = typed.firstIndex(of: "="), typed.hasPrefix("--") {
            // The value is completed behind its option.
            let option = String(typed[..<equals])
            guard let candidates = help.options.first(where: { $0.name == option })?.candidates else { return }
            return offer(candidates, behind: option + "=")
        }
        let operand = help.operands.dropFirst(given.operandCount).first
        if let operand { offer(operand.candidates) }
        if given.haveOptionsEnded { return }
        let options = help.options.filter { !given.options.contains($0.name) }
        let named = options.map { Candidate(text: $0.name, meaning: TextLayout.plain($0.text)) }
        // Where only an option can follow, it need not be asked for.
        if operand == nil { offer(named) } else { offerIfTyped(named) }
        offerIfTyped([Candidate(text: "--help", meaning: "explain this verb")])
    }

    private mutating func offer(_ kind: Candidates, behind prefix: String = "") {
        switch kind {
        case .nothing: break
        case .words(let words): offer(words.map { Candidate(text: prefix + $0) })
        case .servers:
            let safe = servers(profile).filter(\.server.isSafeInShell)
            offer(safe.map { Candidate(text: prefix + $0.server, meaning: $0.username.printableName) })
        case .profiles: offer(profiles().map { Candidate(text: prefix + $0.name) })
        case .verbs: offer(AllVerbs.all.map { Candidate(text: $0.name, meaning: TextLayout.plain($0.help.summary)) })
        case .files: path = .file
        case .directories: path = .directory
        }
    }

    /// Of options, which nobody means who has not typed a dash.
    private mutating func offerIfTyped(_ options: [Candidate]) {
        if typed.hasPrefix("-") { offer(options) }
    }

    private mutating func offer(_ some: [Candidate]) {
        candidates += some.filter { $0.text.hasPrefix(typed) }
    }
}

/// What has been given of a verb's operands and options before the word that is being typed.
private struct GivenArguments {
    private(set) var options: Set<String> = []
    private(set) var operandCount = 0
    private(set) var haveOptionsEnded = false
    /// The option whose value is to come.
    private(set) var openOption: OptionHelp?
    private var values: [String: String] = [:]

    /// Whose servers are meant: where some are copied from, else where the verb looks.
    var profile: Profile? { (values["--copy-from"] ?? values["--profile"]).flatMap { Profile($0) } }

    init(_ words: ArraySlice<String>, of help: VerbHelp) {
        for word in words {
            if let option = openOption {
                values[option.name] = word
                openOption = nil
            } else if haveOptionsEnded {
                operandCount += 1
            } else if word == Arguments.endOfOptions {
                haveOptionsEnded = true
            } else if let option = help.options.first(where: { word == $0.name || word.hasPrefix($0.name + "=") }) {
                options.insert(option.name)
                if option.value != nil, word == option.name {
                    openOption = option
                } else {
                    values[option.name] = String(word.dropFirst(option.name.count + 1))
                }
            } else if !word.hasPrefix("-") {
                operandCount += 1
            }
        }
    }
}

extension String {
    /// Whether a shell takes it for a word and for nothing else: some put what they are offered into the command line
    /// as it is, and another program may have stored any name.
    fileprivate var isSafeInShell: Bool {
        !isEmpty && !hasPrefix("-")
            && utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: Self.safe.contains($0)
                }
            }
    }

    private static let safe = Set("-._:/@+%".utf8)
}
