extension Secret {
    /// Appends a text as a JSON string.
    func appendJSON(_ text: String) {
        var text = text
        text.withUTF8(appendJSON)
    }

    /// Appends valid UTF-8 as a JSON string: only what RFC 8259, section 7, demands is escaped.
    func appendJSON(_ bytes: UnsafeBufferPointer<UInt8>) {
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
