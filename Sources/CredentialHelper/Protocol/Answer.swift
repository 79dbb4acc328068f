/// The protocol's answers: one line of JSON each, `/` unescaped, keys in a fixed order.
///
/// Written by hand since Foundation's encoder would leave copies of the secret in memory that nobody can wipe.
enum Answer {
    static func credential(server: String, _ credential: Credential) throws(HelperError) -> Secret {
        let line = Secret(capacity: credential.secret.count + 1024)
        line.append(#"{"ServerURL":"#)
        line.appendJSON(server)
        line.append(#","Username":"#)
        line.appendJSON(credential.username)
        line.append(#","Secret":"#)
        try credential.secret.expose { bytes throws(HelperError) in
            guard bytes.span.isUTF8 else { throw .secretNotUTF8 }
            line.appendJSON(bytes)
        }
        line.append("}\n")
        return line
    }

    /// One object of server to account, sorted by the server's bytes.
    static func accounts(_ accounts: [Account]) -> Secret {
        let line = Secret(capacity: accounts.count * 64)
        line.append("{")
        for (index, account) in accounts.sorted(by: Account.byServer).enumerated() {
            if index > 0 { line.append(",") }
            line.appendJSON(account.server)
            line.append(":")
            line.appendJSON(account.username)
        }
        line.append("}\n")
        return line
    }
}

extension Account {
    fileprivate static func byServer(_ one: Account, _ other: Account) -> Bool {
        one.server.utf8.lexicographicallyPrecedes(other.server.utf8)
    }
}

extension Secret {
    func appendJSON(_ text: String) {
        var text = text
        text.withUTF8(appendJSON)
    }

    /// Appends valid UTF-8 as a JSON string: only what RFC 8259, section 7, demands is escaped.
    fileprivate func appendJSON(_ bytes: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""): append(#"\""#)
            case UInt8(ascii: "\\"): append(#"\\"#)
            case 0x0A: append(#"\n"#)
            case 0x0D: append(#"\r"#)
            case 0x09: append(#"\t"#)
            case 0..<0x20:
                append(#"\u00"#)
                for digit in [byte >> 4, byte & 0xF] { append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
