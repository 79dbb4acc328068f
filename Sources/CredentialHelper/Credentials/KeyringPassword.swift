/// A password of the encrypted file, and where it comes from.
package struct KeyringPassword {
    package let secret: Secret
    package let source: PasswordSource

    /// In bytes. A longer one is a mistake; the kernel keeps 20,000 bytes of keys for a user, all together.
    package static let limit = 4096

    /// Takes the text without one newline at its end, if it can be a password.
    package init(_ text: Secret, from source: PasswordSource) throws(KeyringError) {
        secret = try text.expose { bytes throws(KeyringError) in
            var bytes = bytes[...]
            if bytes.last == UInt8(ascii: "\n") {
                bytes = bytes.dropLast()
                if bytes.last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
            }
            if bytes.isEmpty { throw .password(.empty(source)) }
            if bytes.count > Self.limit { throw .password(.tooLong(source)) }
            // libsecret takes it as a C string, which ends there.
            if bytes.contains(0) { throw .password(.nul(source)) }
            return Secret(UnsafeBufferPointer(rebasing: bytes))
        }
        self.source = source
    }

    /// Takes back what the kernel was given before.
    package init(rememberedByKernel secret: Secret) {
        self.secret = secret
        source = .kernel
    }
}
