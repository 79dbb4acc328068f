/// Where the encrypted file's password comes from. Which source counts first is in `Keyring`,
/// `EncryptedKeyringFile+PasswordSource`.
package enum PasswordSource: Equatable {
    /// The kernel's keyring, after `unlock`.
    case kernel
    /// The setting `PASSWORD_FILE`, or systemd's.
    case file(path: String)
    /// The terminal, or standard input.
    case typed
}
