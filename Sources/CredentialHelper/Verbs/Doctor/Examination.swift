/// What was found in one profile.
struct InProfile<Value> {
    let profile: Profile
    let value: Value
}

/// What the checks of one `doctor` look at. What takes time, or may fail, is looked at once, when a check first asks.
final class Examination {
    let machine: Machine
    let version: String
    private let keyrings: any Keyrings
    private let deadline: Deadline
    /// The errors of the keyring that a finding has told already.
    private var told: [KeyringError] = []

    /// All checks together take no longer, in seconds.
    static let limit = 5

    init(machine: Machine, version: String, keyrings: any Keyrings) {
        self.machine = machine
        self.version = version
        self.keyrings = keyrings
        deadline = Deadline(seconds: Self.limit)
    }

    var isOver: Bool { deadline.isOver }

    /// For a question that may go unanswered, so that there is time for others after it.
    var halfOfTheRest: Deadline { Deadline(milliseconds: deadline.millisecondsLeft / 2) }

    /// The settings, or what is wrong with them; the checks go on with the defaults then.
    private(set) lazy var givenSettings: Result<Settings, HelperError> = Result { () throws(HelperError) in
        try Settings(environment: machine.environment)
    }

    /// The settings that hold.
    private(set) lazy var settings = (try? givenSettings.get()) ?? Settings()

    var encryptedFile: Result<any EncryptedKeyring, KeyringError> {
        Result { () throws(KeyringError) in try keyrings.encryptedFile(settings) }
    }

    private(set) lazy var clientFiles = ClientFiles(machine)

    // MARK: - The keyring

    /// The keyring that is in use.
    private(set) lazy var keyring: Result<any KeyringExamination, KeyringError> = Result { () throws(KeyringError) in
        try keyrings.examine(settings.waiting(limits))
    }

    private(set) lazy var provider: Result<KeyringProvider?, KeyringError> = ask { keyring throws(KeyringError) in
        try keyring.provider()
    }

    /// The provider is asked for the items first: GNOME Keyring wants to be.
    private(set) lazy var items: Result<[InProfile<[KeptItem]>], KeyringError> = askAll {
        keyring throws(KeyringError) in
        try keyring.items()
    }

    private(set) lazy var collection: Result<CollectionState, KeyringError> = ask { keyring throws(KeyringError) in
        try keyring.collection()
    }

    private(set) lazy var tokens: Result<[InProfile<Snapshot>], KeyringError> = askAll { keyring throws(KeyringError) in
        try keyring.tokens()
    }

    /// Half of what is left for each of the two questions that may go unanswered: whether there is a Secret Service,
    /// and what it has. Nobody is asked anything, so a person needs no time.
    private var limits: TimeLimits {
        let half = max(1, halfOfTheRest.seconds)
        return TimeLimits(call: min(half, settings.timeLimits.call), prompt: 1)
    }

    /// The finding that an error of the keyring is: a problem the first time, later only the reason why something could
    /// not be looked at. That a keyring is locked is for `CollectionCheck` to judge.
    func finding(for error: KeyringError) -> Finding {
        switch error {
        case .locked, .noPassword, .noFile: return .unchecked("the keyring is locked")
        default:
            if told.contains(error) { return .unchecked("the keyring could not be asked") }
            told.append(error)
            return .problem(error)
        }
    }

    /// Asks of every profile in which something is kept, the default one first.
    private func askAll<Answer>(
        _ question: (any KeyringExamination) throws(KeyringError) -> Answer
    ) -> Result<[InProfile<Answer>], KeyringError> {
        ask { keyring throws(KeyringError) in
            var answers = [InProfile(profile: keyring.store.profile, value: try question(keyring))]
            for profile in try keyring.store.profiles().named {
                answers.append(InProfile(profile: profile, value: try question(keyring.examination(of: profile))))
            }
            return answers
        }
    }

    private func ask<Answer>(
        _ question: (any KeyringExamination) throws(KeyringError) -> Answer
    ) -> Result<Answer, KeyringError> {
        Result { () throws(KeyringError) in try question(try keyring.get()) }
    }
}
