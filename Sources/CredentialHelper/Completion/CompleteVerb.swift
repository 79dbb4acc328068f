/// `__complete`, for shells: what may stand in place of the last argument. The form is that of docker's own
/// (spf13/cobra, `completions.go`): a line for each candidate, with its meaning after a tab, and at last a colon and a
/// number: 4 no names of files, 0 such names, 16 names of directories.
///
/// It asks nobody anything, says nothing of any failure, and is done in a second: somebody has pressed a key.
struct CompleteVerb {
    static let name = "__complete"
    /// The same without the meanings.
    static let nameWithoutMeanings = "__completeNoDesc"

    private let words: [String]
    private let hasMeanings: Bool

    /// - Parameter words: all arguments; `nil` when they ask for something else.
    init?(_ words: [String]) {
        guard let first = words.first, first == Self.name || first == Self.nameWithoutMeanings else { return nil }
        self.words = Array(words.dropFirst())
        hasMeanings = first == Self.name
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let completion = Completion(
            of: words,
            servers: { named in (try? accounts(helper, in: named)) ?? [] },
            profiles: { (try? profiles(helper)) ?? [] }
        )
        let lines = completion.candidates.map { candidate in
            let meaning = hasMeanings && !candidate.meaning.isEmpty ? "\t" + candidate.meaning : ""
            return candidate.text + meaning + "\n"
        }
        let directive =
            switch completion.path {
            case nil: 4
            case .file: 0
            case .directory: 16
            }
        try helper.print(lines.joined() + ":\(directive)\n")
        return .done
    }

    private func open(_ helper: Helper) throws -> any CredentialStore {
        let variable = TimeoutSetting.variable
        let environment = helper.environment.merging([variable: "1"]) { _, short in short }
        return try helper.keyrings.open(Settings(environment: environment))
    }

    private func profiles(_ helper: Helper) throws -> [Profile] { try [.default] + open(helper).profiles().named }

    /// - Parameter named: the profile that the command line names, if it names one.
    private func accounts(_ helper: Helper, in named: Profile?) throws -> [Account] {
        let profile = named ?? helper.profile ?? .default
        let accounts = try open(helper).inProfile(profile).visibleAccounts()
        return accounts.sorted { $0.server.utf8.lexicographicallyPrecedes($1.server.utf8) }
    }
}
