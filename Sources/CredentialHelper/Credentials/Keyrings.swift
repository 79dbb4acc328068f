/// The keyrings that there are on this machine.
package protocol Keyrings {
    /// Opens the keyring that the settings choose; else the Secret Service where one can be reached, else the encrypted
    /// file where there is one.
    func open(_ settings: Settings) throws(KeyringError) -> any CredentialStore

    /// The same keyring, for a look at how it is.
    func examine(_ settings: Settings) throws(KeyringError) -> any KeyringExamination

    /// The encrypted file, whether it is there or not.
    func encryptedFile(_ settings: Settings) throws(KeyringError) -> any EncryptedKeyring

    /// What keeps this machine from speaking to a Secret Service; `nil` when nothing does.
    func obstacleToService(_ settings: Settings) throws(KeyringError) -> KeyringError.Unreachable?
}
