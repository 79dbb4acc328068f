package import CredentialHelper

extension CredentialStore {
    /// Removes what is kept for `servers`, whether they are kept or not.
    package func erase(_ servers: [String]) throws(KeyringError) {
        try erase { kept in kept.filter { name in servers.contains { $0.sameBytes(as: name) } } }
    }
}
