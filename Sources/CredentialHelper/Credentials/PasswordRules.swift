/// What can be the encrypted file's password.
package enum PasswordRules {
    /// A longer one is a mistake; the kernel keeps 20,000 bytes of keys for a user, all together.
    package static let limit = 4096

    /// The password without one newline at its end, if it can be one.
    package static func checked(_ text: Secret, from source: PasswordSource) throws(FileFault) -> Secret {
        try text.expose { bytes throws(FileFault) in
            var bytes = bytes[...]
            if bytes.last == UInt8(ascii: "\n") {
                bytes = bytes.dropLast()
                if bytes.last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
            }
            if bytes.isEmpty { throw .password(.empty(source)) }
            if bytes.count > limit { throw .password(.tooLong(source)) }
            // libsecret takes it as a C string, which ends there.
            if bytes.contains(0) { throw .password(.nul(source)) }
            return Secret(UnsafeBufferPointer(rebasing: bytes))
        }
    }
}
