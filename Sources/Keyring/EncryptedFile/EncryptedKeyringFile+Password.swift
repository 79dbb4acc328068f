package import CredentialHelper
import Glibc

/// The file's password: how it is checked, changed and remembered. Where it is found is in
/// `EncryptedKeyringFile+PasswordSource`.
extension EncryptedKeyringFile: EncryptedKeyring {
    var kernelKey: KernelKey { KernelKey(description: "docker-credential-pat:\(directory.realFile)") }

    /// Why the kernel keeps no keys here, in its own words; `nil` when it keeps them.
    var kernelRefusal: String? {
        do throws(KeyringError) {
            try kernelKey.requireKernel()
            return nil
        } catch {
            if case .kernelKeyring(let reason) = error { return reason } else { return nil }
        }
    }

    package var exists: Bool {
        get throws(KeyringError) { try directory.contents() != nil }
    }

    package var exposedPasswordFile: String? {
        passwordFile.flatMap { PasswordFile.isReadableByOthers($0) ? $0 : nil }
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
        var isRemembered = false
        try encrypt(with: new, insteadOf: old) {
            // While nobody else can open the file: they would do so with the old password.
            isRemembered = (try? kernelKey.write(new.secret, for: seconds)) != nil
        }
        return isRemembered
    }

    package func requireKernelKeyring() throws(KeyringError) {
        try kernelKey.requireKernel()
    }

    package func remember(_ password: KeyringPassword, for seconds: Int?) throws(KeyringError) {
        try kernelKey.write(password.secret, for: seconds)
    }

    package func forget() throws(KeyringError) {
        try kernelKey.remove()
    }
}
