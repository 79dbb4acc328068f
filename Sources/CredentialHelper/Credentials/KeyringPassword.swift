/// A password of the encrypted file, and where it comes from.
package struct KeyringPassword {
    package let secret: Secret
    package let source: PasswordSource

    /// In bytes. A longer one is a mistake; the kernel keeps 20,000 bytes of keys for a user, all together.
    package static let limit = 4096

    /// Takes the text without one newline at its end, if it can be a password.
    package init(_ text: Secret, from source: PasswordSource) throws(KeyringError) {
        let secret = text.withoutNewline
        if secret.isEmpty { throw .password(.empty(source)) }
        if secret.count > Self.limit { throw .password(.tooLong(source)) }
        // libsecret takes it as a C string, which ends there.
        if secret.expose({ $0.contains(0) }) { throw .password(.nul(source)) }
        self.secret = secret
        self.source = source
    }

    /// Takes back what the kernel was given before.
    package init(rememberedByKernel secret: Secret) {
        self.secret = secret
        source = .kernel
    }
}
