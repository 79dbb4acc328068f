package import CredentialHelper

extension CredentialStore {
    /// The credential for the first of `servers`, else the one last stored for any of the others.
    package func credential(for servers: [String]) throws(KeyringError) -> Credential? {
        try credential(for: servers[0], orBestOf: [Array(servers.dropFirst())])
    }
}
