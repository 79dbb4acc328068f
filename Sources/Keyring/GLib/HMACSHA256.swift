import CLibsecret
import CredentialHelper

/// HMAC-SHA-256 (RFC 2104) of a secret.
///
/// Not `g_compute_hmac_for_data`: the checksum inside it keeps the last 64 bytes that it was given, and is freed with
/// them. Here the checksum is ours, and is made to forget them.
enum HMACSHA256 {
    private static let blockLength = 64
    private static let digestLength = 32

    /// - Parameter key: no longer than a block.
    static func hexadecimal(of secret: Secret, key: String) -> String {
        let inner = digest { checksum in
            update(checksum, with: pad(key, with: 0x36))
            secret.expose { bytes in g_checksum_update(checksum, bytes.baseAddress, gssize(bytes.count)) }
        }
        let outer = digest { checksum in
            update(checksum, with: pad(key, with: 0x5C))
            update(checksum, with: inner)
        }
        return outer.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }

    private static func digest(_ fill: (OpaquePointer) -> Void) -> [UInt8] {
        let checksum = g_checksum_new(G_CHECKSUM_SHA256)!
        defer {
            forget(checksum)
            g_checksum_free(checksum)
        }
        fill(checksum)
        var digest = [UInt8](repeating: 0, count: digestLength)
        var length = gsize(digest.count)
        g_checksum_get_digest(checksum, &digest, &length)
        return digest
    }

    /// Overwrites the block that the checksum has buffered. A whole block at once would not pass through the buffer.
    private static func forget(_ checksum: OpaquePointer) {
        g_checksum_reset(checksum)
        update(checksum, with: [UInt8](repeating: 0, count: blockLength - 1))
        update(checksum, with: [0])
    }

    private static func pad(_ key: String, with byte: UInt8) -> [UInt8] {
        let key = Array(key.utf8)
        return (0..<blockLength).map { ($0 < key.count ? key[$0] : 0) ^ byte }
    }

    private static func update(_ checksum: OpaquePointer, with bytes: [UInt8]) {
        g_checksum_update(checksum, bytes, gssize(bytes.count))
    }
}
