/// The encrypted file as a whole: its password, and where that is found. What it keeps is for `CredentialStore`.
package protocol EncryptedKeyring {
    var path: String { get }
    var exists: Bool { get throws(FileFault) }

    /// The password in force and where it comes from; nothing when nobody gives one.
    func password() throws(FileFault) -> (Secret, PasswordSource)?

    /// Reads a password from a file; one newline at its end is not a part of it.
    func password(inFile path: String) throws(FileFault) -> Secret

    /// Throws `.wrongPassword` unless the password opens the keyring.
    func check(_ password: Secret, from source: PasswordSource) throws(FileFault)

    /// Makes an empty keyring; if there is one meanwhile, only checks that the password opens it.
    func make(_ password: Secret, from source: PasswordSource) throws(FileFault)

    /// Encrypts all of it anew, in one step: until then the old password opens it, and from then on the new one.
    /// Has the kernel remember the new password in the same breath, where it can.
    /// - Returns: whether it could.
    func change(from old: (Secret, PasswordSource), to new: Secret, for seconds: Int?) throws(FileFault) -> Bool

    /// Throws `.kernelRefused` where the kernel keeps no keys.
    func requireKernel() throws(FileFault)

    /// Has the kernel remember the password, for so many seconds or until it reboots.
    func remember(_ password: Secret, for seconds: Int?) throws(FileFault)

    /// Has the kernel forget the password. That it knows none is fine.
    func forget() throws(FileFault)
}
