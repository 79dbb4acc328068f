extension Secret {
    /// Appends a text as a JSON string.
    package func appendJSON(_ text: String) {
        var text = text
        text.withUTF8(appendJSON)
    }

    /// Appends a text as a JSON string, or `null`.
    func appendJSON(orNull text: String?) {
        if let text { appendJSON(text) } else { append("null") }
    }

    /// Appends valid UTF-8 as a JSON string. Besides what RFC 8259, section 7, demands, all is escaped that a terminal
    /// would obey or that would mislead a reader: people look at the answers, too.
    package func appendJSON(_ bytes: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            var length = 1
            switch byte {
            case UInt8(ascii: "\""): append(#"\""#)
            case UInt8(ascii: "\\"): append(#"\\"#)
            case 0x0A: append(#"\n"#)
            case 0x0D: append(#"\r"#)
            case 0x09: append(#"\t"#)
            case 0..<0x20, 0x7F: appendEscape(UInt16(byte))
            case 0x80...: length = appendCharacter(of: UnsafeBufferPointer(rebasing: bytes[index...]))
            default: append(byte)
            }
            index += length
        }
        append(UInt8(ascii: "\""))
    }

    /// Appends the first character of `bytes`, which is none of ASCII.
    /// - Returns: its length in bytes.
    private func appendCharacter(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var iterator = bytes.makeIterator()
        var decoder = UTF8()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
            append(bytes[0])
            return 1
        }
        let length = UTF8.width(scalar)
        if scalar.isMisleading {
            for unit in UTF16.encode(scalar)! { appendEscape(unit) }
        } else {
            append(UnsafeBufferPointer(rebasing: bytes[..<length]))
        }
        return length
    }

    /// Appends `\u` and four hexadecimal digits.
    private func appendEscape(_ unit: UInt16) {
        append(#"\u"#)
        for shift in [12, 8, 4, 0] {
            let digit = UInt8(unit >> UInt16(shift) & 0xF)
            append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}
