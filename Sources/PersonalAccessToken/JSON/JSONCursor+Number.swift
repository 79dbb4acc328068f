/// Numbers (RFC 8259, section 6).
extension JSONCursor {
    /// Reads a number, giving its characters as they stand.
    package mutating func number(in text: Span<UInt8>) throws(JSONError) -> String {
        guard let first = peek(in: text) else { throw .malformed }
        guard first == UInt8(ascii: "-") || first.isASCIIDigit else { throw .wrongType }
        let start = position
        if first == UInt8(ascii: "-") { position += 1 }
        if text.indices.contains(position), text[position] == UInt8(ascii: "0") {
            position += 1
        } else {
            try digits(in: text)
        }
        if text.indices.contains(position), text[position] == UInt8(ascii: ".") {
            position += 1
            try digits(in: text)
        }
        if text.indices.contains(position), text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if text.indices.contains(position), [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(text[position]) {
                position += 1
            }
            try digits(in: text)
        }
        return text.asciiText(in: start..<position)
    }

    /// Reads a value; returns it when it is a number, else `nil`.
    mutating func takeNumber(in text: Span<UInt8>) throws(JSONError) -> String? {
        guard let first = peek(in: text), first == UInt8(ascii: "-") || first.isASCIIDigit else {
            try skip(in: text)
            return nil
        }
        return try number(in: text)
    }

    /// Reads one digit or more.
    private mutating func digits(in text: Span<UInt8>) throws(JSONError) {
        let start = position
        while text.indices.contains(position), text[position].isASCIIDigit { position += 1 }
        guard position > start else { throw .malformed }
    }
}
