import CredentialHelper

/// What came of asking a registry.
struct RegistryVerdict {
    var word: RegistryWord
    var problem: OnlineError?
    /// The token server that the registry has named.
    var realm: WebAddress?
    /// Those by which the registry was asked.
    let certificates: RegistryCertificates
}
