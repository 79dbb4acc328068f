/// What a store has to show without asking anybody to unlock anything.
package struct Snapshot {
    /// The credentials whose secrets can be read now.
    package var credentials: [Credential] = []
    /// Those whose secrets are locked.
    package var locked: [Account] = []
    /// Whether there may be more, which a locked keyring does not even name.
    package var isIncomplete = false
    /// What else is to be said of that keyring.
    package var lock = KeyringError.locked

    package init() {}
}
