import CredentialHelper
import PersonalAccessToken

/// The form in which any bytes may stand in a query or a form (RFC 3986, section 2.1).
enum PercentEncoding {
    static func text(_ value: String) -> String {
        var bytes: [UInt8] = []
        encode(value.utf8) { bytes.append($0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Gives the bytes that stand for `bytes` to `receive`, one by one.
    static func encode(_ bytes: some Sequence<UInt8>, receive: (UInt8) -> Void) {
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in bytes {
            if isUnreserved(byte) {
                receive(byte)
            } else {
                receive(UInt8(ascii: "%"))
                receive(digits[Int(byte >> 4)])
                receive(digits[Int(byte & 0xF)])
            }
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || "-._~".utf8.contains(byte)
    }
}
