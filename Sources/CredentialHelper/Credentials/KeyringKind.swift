/// The two keyrings. The raw values are those of the setting `KEYRING` and of `status --json`, and do not change.
package enum KeyringKind: String {
    /// Whatever provides `org.freedesktop.secrets` on the session bus.
    case service
    /// The encrypted file.
    case file
}
