package import PersonalAccessToken

/// A place that keeps one credential for each server. Servers are compared to the letter: which spellings mean the
/// same registry is for `ServerName` to say. "Absent" is an answer, never an error.
package protocol CredentialStore {
    /// Which keyring it is.
    var keyring: KeyringKind { get }

    /// Whose credentials it keeps: those of every other profile are as if they were in another keyring.
    var profile: Profile { get }

    /// The credentials that the same keyring keeps for `profile`.
    func inProfile(_ profile: Profile) -> any CredentialStore

    /// The profiles that the keyring keeps something for, as far as they can be told without asking anybody to unlock
    /// anything.
    func profiles() throws(KeyringError) -> VisibleProfiles

    /// The accounts kept, one for each server, without reading a secret.
    func accounts() throws(KeyringError) -> [Account]

    /// The same, without asking anybody to unlock anything: of what is locked, only what can be seen all the same.
    func visibleAccounts() throws(KeyringError) -> [Account]

    /// The credential for `server`; when there is none with a secret, the one last stored for any server of the first
    /// group of `others` that has one. What can be read without unlocking anything answers before what cannot.
    /// Where none has a secret but an item is there, the credential's secret is empty: the keyring has lost it.
    func credential(for server: String, orBestOf others: [[String]]) throws(KeyringError) -> Credential?

    /// Keeps `credential` as the only one for its server. Until it returns, the old one can be read back.
    /// The same secret as before keeps its recorded expiry when `credential` brings none; another never inherits it.
    ///
    /// Then gives its secret and expiry to what is kept for `spellings` of the same account, as far as it is not
    /// locked.
    func store(_ credential: Credential, renewing spellings: [String]) throws(KeyringError)

    /// Records when the secret of `credential` expires, which the store has given out before; fails if another has
    /// replaced it since.
    func record(_ expiry: Expiry, of credential: Credential) throws(KeyringError)

    /// What can be shown without asking anybody to unlock anything: of `servers`, what was stored last first, or with
    /// `nil` of all, in no certain order.
    func snapshot(of servers: [String]?) throws(KeyringError) -> Snapshot

    /// Removes what is kept for `servers`, and fails if any of it remains.
    func erase(_ servers: [String]) throws(KeyringError)
}

extension CredentialStore {
    /// For a store that never asks.
    package func visibleAccounts() throws(KeyringError) -> [Account] { try accounts() }
}
