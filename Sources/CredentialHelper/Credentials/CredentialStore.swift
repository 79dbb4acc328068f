/// A place that keeps one credential for each server. Servers are compared to the letter: which spellings mean the
/// same registry is for `ServerName` to say. "Absent" is an answer, never an error.
package protocol CredentialStore {
    /// Which keyring it is.
    var keyring: KeyringKind { get }

    /// The accounts kept, one for each server, without reading a secret.
    func accounts() throws(StoreError) -> [Account]

    /// The credential last stored for any of `servers`; `nil` when there is none with a secret.
    func credential(for servers: [String]) throws(StoreError) -> Credential?

    /// Keeps `credential` as the only one for its server. Until it returns, the old one can be read back.
    /// The same secret as before keeps its recorded expiry when `credential` brings none; another never inherits it.
    func store(_ credential: Credential) throws(StoreError)

    /// Records when the secret of `credential` expires, which the store has given out before; fails if another has
    /// replaced it since.
    func record(expiry: String, of credential: Credential) throws(StoreError)

    /// All that can be shown without asking anybody to unlock anything.
    func survey() throws(StoreError) -> Survey

    /// Removes what is kept for the servers that `choose` picks from all that are kept, and fails if any of it remains.
    func erase(_ choose: ([String]) -> [String]) throws(StoreError)
}

/// Why a store could not answer. What to say of it, and what to advise, is in `ErrorWords`.
package enum StoreError: Error, Equatable {
    /// The keyring is locked, and nobody could be asked to unlock it.
    case locked
    /// The person who was asked to unlock the keyring declined.
    case dismissed
    /// There is no keyring yet, and none was made: a person declined to choose its password, or could not be asked.
    case noCollection(asked: Bool)
    /// A keyring's file is there, and its provider cannot read it.
    case damaged(file: String)
    /// Another helper is changing the keyring, and has been for this long.
    case busy(seconds: Int)
    /// Whoever asked is gone, and nobody would read the answer.
    case abandoned
    /// The keyring could not be spoken to.
    case unreachable(Unreachable)
    /// The encrypted file could not be used.
    case file(FileFault)
    /// The keyring was spoken to and could not do it; the text is its own, one line, without a secret.
    case failed(String)

    package enum Unreachable: Equatable {
        /// The environment names no session bus.
        case noBus
        /// The session bus that the environment names does not answer.
        case deadBus
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
}
