/// The encrypted file as a whole: its password, and where that is found. What it keeps is for `CredentialStore`.
package protocol EncryptedKeyring {
    var path: String { get }
    /// What whoever changes it locks; made with the first change.
    var lockFile: String { get }
    var exists: Bool { get throws(KeyringError) }

    /// The password in force; `nil` when nothing gives one.
    func password() throws(KeyringError) -> KeyringPassword?

    /// The file that the settings name for the password, if others can read it: a secret is often mounted like that, so
    /// this is worth knowing, and no error.
    var exposedPasswordFile: String? { get }

    /// Reads a password from a file; one newline at its end is not a part of it.
    func password(inFile path: String) throws(KeyringError) -> KeyringPassword

    /// Throws `.wrongPassword` unless the password opens the keyring.
    func check(_ password: KeyringPassword) throws(KeyringError)

    /// Makes an empty keyring; if there is one meanwhile, only checks that the password opens it.
    func make(with password: KeyringPassword) throws(KeyringError)

    /// Encrypts all of it anew, in one step: until then the old password opens it, and from then on the new one.
    /// Has the kernel remember the new password in the same breath, where it can.
    /// - Parameter seconds: how long the kernel is to remember it; `nil` until it reboots.
    /// - Returns: whether the kernel remembers it.
    func change(
        from old: KeyringPassword,
        to new: KeyringPassword,
        rememberedFor seconds: Int?
    ) throws(KeyringError) -> Bool

    /// Throws `.kernelKeyring` where the kernel keeps no keys.
    func requireKernelKeyring() throws(KeyringError)

    /// Has the kernel remember the password, for so many seconds or, with `nil`, until it reboots.
    func remember(_ password: KeyringPassword, for seconds: Int?) throws(KeyringError)

    /// Has the kernel forget the password. That it knows none is fine.
    func forget() throws(KeyringError)
}
