import CLibsecret
import CredentialHelper

extension Secret {
    /// Copies the bytes of libsecret's SecretValue, which wipes its own.
    convenience init(copying value: OpaquePointer?) {
        var length: gsize = 0
        let bytes = UnsafeRawBufferPointer(start: secret_value_get(value, &length), count: Int(length))
        self.init(bytes.assumingMemoryBound(to: UInt8.self))
    }
}
