/// Strings (RFC 8259, section 7).
extension JSONCursor {
    /// Reads a string.
    package mutating func string(in text: Span<UInt8>) throws(JSONError) -> String {
        var bytes: [UInt8] = []
        try string(in: text) { bytes.append($0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads a string, giving its bytes (UTF-8, escapes resolved) to `receive` one by one.
    /// A lone surrogate becomes U+FFFD, as in Go's decoder.
    package mutating func string(in text: Span<UInt8>, receive: (UInt8) -> Void) throws(JSONError) {
        guard let first = peek(in: text) else { throw .malformed }
        guard first == UInt8(ascii: "\"") else { throw .wrongType }
        position += 1
        while position < text.count {
            let byte = text[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): try escape(in: text, receive: receive)
            case 0..<0x20:
                position -= 1  // this is where it goes wrong
                throw .malformed
            default: receive(byte)
            }
        }
        throw .malformed
    }

    /// Reads a value; returns it when it is a string, else `nil`.
    mutating func takeString(in text: Span<UInt8>) throws(JSONError) -> String? {
        guard peek(in: text) == UInt8(ascii: "\"") else {
            try skip(in: text)
            return nil
        }
        return try string(in: text)
    }

    /// Reads what follows a backslash.
    private mutating func escape(in text: Span<UInt8>, receive: (UInt8) -> Void) throws(JSONError) {
        guard position < text.count else { throw .malformed }
        let byte = text[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): receive(byte)
        case UInt8(ascii: "b"): receive(0x08)
        case UInt8(ascii: "f"): receive(0x0C)
        case UInt8(ascii: "n"): receive(0x0A)
        case UInt8(ascii: "r"): receive(0x0D)
        case UInt8(ascii: "t"): receive(0x09)
        case UInt8(ascii: "u"): Unicode.UTF8.encode(try escapedScalar(in: text)).unsafelyUnwrapped.forEach(receive)
        default: throw .malformed
        }
    }

    /// The scalar of `\u` and four hexadecimal digits, or of a pair of those, the first `\u` being read already.
    private mutating func escapedScalar(in text: Span<UInt8>) throws(JSONError) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        let unit = try hexadecimal(in: text)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, position + 1 < text.count, text[position] == UInt8(ascii: "\\"),
            text[position + 1] == UInt8(ascii: "u")
        else { return replacement }
        let afterFirst = position
        position += 2
        let second = try hexadecimal(in: text)
        guard (0xDC00..<0xE000).contains(second) else {
            position = afterFirst  // the second stands for itself
            return replacement
        }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)) ?? replacement
    }

    /// Reads four hexadecimal digits.
    private mutating func hexadecimal(in text: Span<UInt8>) throws(JSONError) -> UInt32 {
        guard position + 4 <= text.count else { throw .malformed }
        var unit: UInt32 = 0
        for _ in 0..<4 {
            let byte = text[position]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw .malformed
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }
}
