/// Where the encrypted file's password comes from.
package enum PasswordSource: Equatable {
    /// The kernel's keyring, after `unlock`.
    case kernel
    case file(path: String)
    /// The terminal, or standard input.
    case typed
}
