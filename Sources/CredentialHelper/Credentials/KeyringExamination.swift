/// A keyring as `doctor` looks at it: nothing is unlocked or changed, and nobody is asked anything, but by
/// `removeOlderItems`.
package protocol KeyringExamination {
    /// The profile that it looks at is this store's.
    var store: any CredentialStore { get }

    /// Why the Secret Service was passed over for this keyring; `nil` where it was not.
    var obstacleToService: KeyringError.Unreachable? { get }

    /// The same keyring, as it is for another profile.
    func examination(of profile: Profile) -> any KeyringExamination

    /// Who answers; `nil` for the encrypted file, which nobody has to provide.
    func provider() throws(KeyringError) -> KeyringProvider?

    /// Every item that can be seen, the last modified first: also several of one server, and those that do not answer.
    func items() throws(KeyringError) -> [KeptItem]

    /// The state of what new credentials go to.
    func collection() throws(KeyringError) -> CollectionState

    /// What can be read of the tokens without anybody being asked.
    func tokens() throws(KeyringError) -> Snapshot

    /// Removes those of the open items of exactly `server` from which `get` does not answer: all but the newest.
    func removeOlderItems(of server: String) throws(KeyringError)
}

extension KeyringExamination {
    package var obstacleToService: KeyringError.Unreachable? { nil }
}

/// The program that provides the Secret Service.
package struct KeyringProvider: Equatable {
    package let name: String
    /// What it does differently from others that a person can notice, one line each.
    package let differences: [ProviderDifference]
    /// Whether it could ask a person for a password.
    package let canAsk: Bool

    package init(name: String, differences: [ProviderDifference], canAsk: Bool) {
        self.name = name
        self.differences = differences
        self.canAsk = canAsk
    }
}

package struct ProviderDifference: Equatable {
    package let text: String
    /// What a person can do about it, where there is something to do.
    package let hint: String?
    /// The program without which it concerns nobody.
    package let program: String?

    package init(_ text: String, hint: String? = nil, withProgram program: String? = nil) {
        self.text = text
        self.hint = hint
        self.program = program
    }
}

/// One item of a keyring: what can be known of it without its secret.
package struct KeptItem: Equatable {
    package let account: Account
    package let isLocked: Bool

    package init(account: Account, isLocked: Bool) {
        self.account = account
        self.isLocked = isLocked
    }
}

/// The state of the collection that new credentials go to, or of the encrypted file.
package enum CollectionState: Equatable {
    case open
    case locked
    /// There is none: the first login would have one made.
    case missing(others: Int)
    /// It is in memory, and ends with its daemon.
    case volatile
}
