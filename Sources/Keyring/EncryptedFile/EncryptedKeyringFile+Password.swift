package import CredentialHelper
import Glibc

/// The file's password: how it is checked, changed and remembered. Where it is found is in
/// `EncryptedKeyringFile+PasswordSource`.
extension EncryptedKeyringFile: EncryptedKeyring {
    var kernelKey: KernelKey { KernelKey(description: "docker-credential-pat:\(directory.realFile)") }

    /// Why the kernel keeps no keys here, in its own words, or does not show them; `nil` when it does.
    var kernelRefusal: String? {
        do throws(KeyringError) {
            try kernelKey.requireKernel()
            return KernelKey.isHidden ? "this user namespace does not show it" : nil
        } catch {
            if case .kernelKeyring(let reason) = error { return reason } else { return nil }
        }
    }

    package var exists: Bool {
        get throws(KeyringError) { try directory.contents() != nil }
    }

    package var exposedPasswordFile: String? {
        passwordFile.flatMap { FileAccess.isReadableByOthers($0) ? $0 : nil }
    }

    package func password(inFile path: String) throws(KeyringError) -> KeyringPassword {
        try PasswordFile.read(path, until: deadline)
    }

    package func check(_ password: KeyringPassword) throws(KeyringError) {
        guard let contents = try directory.contents() else { throw .noFile(kernelKeyring: nil) }
        _ = try open(contents, with: password, until: deadline).allItems()
    }

    package func make(with password: KeyringPassword) throws(KeyringError) {
        try rewrite(with: password) { _, _ in false }
    }

    package func change(
        from old: KeyringPassword,
        to new: KeyringPassword,
        rememberedFor seconds: Int?
    ) throws(KeyringError) -> Bool {
        try encrypt(with: new, insteadOf: old) { format in
            (try? kernelKey.write(new.secret, boundTo: format.saltDigest, for: seconds)) != nil
        }
    }

    /// Whether a change of the password, which another helper makes just now, can be why reading failed.
    func mayBeChanging(after error: KeyringError) -> Bool {
        switch error {
        case .wrongPassword: true
        // The kernel's key is of the file before, or of the next.
        case .noPassword: (try? kernelKey.exists) == true
        default: false
        }
    }

    package func requireKernelKeyring() throws(KeyringError) {
        try kernelKey.requireKernel()
    }

    package func remember(_ password: KeyringPassword, for seconds: Int?) throws(KeyringError) {
        guard let contents = try directory.contents() else { throw .noFile(kernelKeyring: nil) }
        let salt = try OpenKeyringFile.format(of: contents, at: path).saltDigest
        try kernelKey.write(password.secret, boundTo: salt, for: seconds)
    }

    package func forget() throws(KeyringError) {
        try kernelKey.remove()
    }
}
