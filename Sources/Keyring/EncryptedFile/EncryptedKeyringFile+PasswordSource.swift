package import CredentialHelper
import Glibc

/// Where the file's password is found: the first of these that there is.
extension EncryptedKeyringFile {
    package func password() throws(KeyringError) -> KeyringPassword? {
        try password(for: directory.contents())
    }

    /// The password in force for the file as it was read, or for a new one.
    func password(for contents: KeyringFileContents?) throws(KeyringError) -> KeyringPassword? {
        // Given to `unlock`, for this very file. Where the kernel keeps no keys, it has none to give.
        if let contents {
            let salt = try OpenKeyringFile.format(of: contents, at: path).saltDigest
            if let secret = try? kernelKey.read(boundTo: salt) { return KeyringPassword(rememberedByKernel: secret) }
        }
        // The setting.
        if let passwordFile { return try password(inFile: passwordFile) }
        // systemd's.
        if let credentialsDirectory {
            let path = "\(credentialsDirectory)/docker-credential-pat"
            if access(path, F_OK) == 0 { return try password(inFile: path) }
        }
        return nil
    }
}
