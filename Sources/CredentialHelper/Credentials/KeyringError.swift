/// Why a keyring, of either kind, could not answer. What to say of it, and what to advise, is in
/// `KeyringError+Message`.
package enum KeyringError: Error, Equatable {
    // MARK: Either keyring

    /// Another helper is changing the keyring, and has been for this long.
    case busy(KeyringKind, seconds: Int)
    /// Whoever asked is gone, and nobody would read the answer.
    case clientGone
    /// The environment variable says where files of the helper's are, and is not UTF-8.
    case notUTF8(variable: String)

    // MARK: The Secret Service

    /// The keyring is locked, and nobody could be asked to unlock it.
    case locked
    /// The person who was asked to unlock the keyring declined.
    case dismissed
    /// There is no keyring yet, and none was made: a person declined to choose its password, or could not be asked.
    case noCollection(asked: Bool)
    /// There are keyrings, and none is the default one, to which new credentials go; none was made for that, for the
    /// same reasons.
    case noDefaultCollection(asked: Bool)
    /// The keyring offers no encryption, and the settings do not allow secrets to go without.
    case plainSession
    /// A keyring's file is there, and its provider cannot read it.
    case unreadable(path: String)
    /// The keyring could not be spoken to.
    case unreachable(Unreachable)
    /// The keyring keeps no text that has a reference to another entry in it, as KeePassXC writes them.
    case entryReference
    /// The keyring was spoken to and could not do it; the text is its own, one line, without a secret.
    case refused(String)

    // MARK: The encrypted file

    /// Nothing gives its password. `kernelKeyring` is the kernel's own reason for keeping no keys here, if it keeps
    /// none.
    case noPassword(kernelKeyring: String?)
    case wrongPassword(from: PasswordSource)
    /// There is no file yet, and nothing gives a password for a new one.
    case noFile(kernelKeyring: String?)
    case damaged(path: String)
    /// The file, or its directory, is not to be trusted.
    case untrusted(path: String, Distrust)
    /// The file system has no locks, by which helpers take turns; the text is the system's own.
    case cannotLock(path: String, String)
    /// Something would have to be made below this directory, which belongs to somebody else.
    case foreignDirectory(path: String)
    /// Neither `XDG_DATA_HOME` nor `HOME` says where it would be.
    case noDirectory
    /// The text that was given cannot be a password, or none was given.
    case password(PasswordProblem)
    /// The kernel's keyring, in which `unlock` keeps the password, cannot be used here; the text is the kernel's own.
    case kernelKeyring(String)
    /// Something could not be done with the file at `path`; the text says what: the system's, libsecret's or our own.
    case system(path: String, String)

    package enum Unreachable: Equatable {
        /// The environment names no session bus.
        case noBus
        /// The session bus that the environment names does not answer.
        case deadBus
        /// What the environment names is no address of a bus.
        case malformedAddress
        /// The session bus is there and does not let this user in.
        case refusedByBus
        /// The session bus, or a proxy of it such as a sandbox has, lets nobody speak to the provider.
        case denied
        /// Nothing on the bus offers `org.freedesktop.secrets`.
        case noProvider
        /// The bus knows how to start a provider, and that failed.
        case notStarted
        /// The provider was there and went away.
        case providerLeft
        /// The provider did not answer in time.
        case silent(seconds: Int)
        /// Nobody answered the provider's prompt in time.
        case unanswered(seconds: Int)
    }

    /// Why a file or directory is not to be trusted.
    package enum Distrust: Equatable {
        case foreignOwner
        case writableByOthers
        /// A symbolic link, a device, a directory in a file's place.
        case notRegular
    }

    package enum PasswordProblem: Equatable {
        case unreadable(path: String, String)
        /// Somebody else may have written the file.
        case untrusted(path: String, Distrust)
        case empty(PasswordSource)
        case tooLong(PasswordSource)
        case nul(PasswordSource)
        /// Asked for twice, two were given.
        case mismatch
        case noTerminal
        case aborted
        case unanswered(seconds: Int)
    }
}
