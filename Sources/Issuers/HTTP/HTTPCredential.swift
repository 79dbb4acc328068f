import CredentialHelper

/// How a request says whom it is from.
enum HTTPCredential {
    /// RFC 7617.
    case basic(username: String, Secret)
    /// RFC 6750.
    case bearer(Secret)
    /// GitLab's own header, `PRIVATE-TOKEN`.
    case privateToken(Secret)

    /// The header, which ends with a NUL. Throws `.unsendable` where the secret would break it.
    func header() throws(OnlineError) -> Secret {
        let line: Secret
        switch self {
        case .basic(let username, let secret):
            line = Secret(capacity: 64 + (username.utf8.count + secret.count) * 4 / 3)
            line.append("Authorization: Basic ")
            line.append(try Self.base64(of: username, and: secret))
        case .bearer(let secret):
            line = Secret(capacity: 64 + secret.count)
            line.append("Authorization: Bearer ")
            try line.appendVisible(secret)
        case .privateToken(let secret):
            line = Secret(capacity: 64 + secret.count)
            line.append("PRIVATE-TOKEN: ")
            try line.appendVisible(secret)
        }
        line.append(0)
        return line
    }

    /// What nobody but the host that is asked may see, in each form in which it is sent.
    var secrets: [Secret] {
        switch self {
        case .basic(let username, let secret):
            [secret, try? Self.base64(of: username, and: secret)].compactMap(\.self)
        case .bearer(let secret), .privateToken(let secret): [secret]
        }
    }

    private static func base64(of username: String, and secret: Secret) throws(OnlineError) -> Secret {
        // RFC 7617, section 2: no control characters; and what follows the first colon is the password.
        guard username.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: ":") }) else {
            throw .unsendable
        }
        let pair = Secret(capacity: username.utf8.count + 1 + secret.count)
        for byte in username.utf8 { pair.append(byte) }
        pair.append(":")
        pair.append(secret)
        let text = Secret(capacity: (pair.count + 2) / 3 * 4)
        pair.expose { Base64Encoding.encode($0, receive: text.append) }
        return text
    }
}

extension Secret {
    /// Appends another one that must be of visible ASCII characters: a line break would begin another header.
    fileprivate func appendVisible(_ secret: Secret) throws(OnlineError) {
        try secret.expose { bytes throws(OnlineError) in
            guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .unsendable }
            append(bytes)
        }
    }

    func append(_ secret: Secret) { secret.expose { append($0) } }
}

/// Base64 with padding (RFC 4648, section 4).
enum Base64Encoding {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: UnsafeBufferPointer<UInt8>, receive: (UInt8) -> Void) {
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for offset in 0..<3 { bits = bits << 8 | (offset < group.count ? UInt32(group[start + offset]) : 0) }
            for digit in 0..<4 {
                receive(digit <= group.count ? digits[Int(bits >> UInt32(18 - 6 * digit) & 63)] : UInt8(ascii: "="))
            }
        }
    }
}
