/// The CRC-32 of IEEE 802.3, as gzip (RFC 1952, section 8), GitHub and GitLab use it: reflected, polynomial
/// 0xEDB88320, all ones before and after.
struct CRC32 {
    private var register: UInt32 = ~0

    /// The checksum of the bytes taken so far.
    var value: UInt32 { ~register }

    // Bit by bit: a table of 256 entries would take longer to fill than any token takes to sum.
    mutating func append(_ byte: UInt8) {
        register ^= UInt32(byte)
        for _ in 0..<8 {
            register = register >> 1 ^ (register & 1) * 0xEDB8_8320
        }
    }

    /// The checksum of the bytes of `text` in `range`.
    static func checksum(of text: Span<UInt8>, in range: Range<Int>) -> UInt32 {
        var crc = CRC32()
        for index in range { crc.append(text[index]) }
        return crc.value
    }
}
