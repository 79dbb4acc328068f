/// Base64 and base64url (RFC 4648, sections 4 and 5).
package enum Base64 {
    package enum Variant {
        /// `+` and `/`; padding with `=` to a multiple of four is required.
        case standard
        /// `-` and `_`, without padding, as in a JWT (RFC 7515, section 2).
        case url
    }

    /// Decodes the bytes of `text` in `range` and calls `body` with the result, in memory that is wiped afterwards,
    /// since what is decoded may be a secret. Returns `nil` when the text is not of the variant; unlike lenient
    /// decoders it refuses bits left over in the last character that are not zero (RFC 4648, section 3.5).
    package static func withDecoded<Result>(
        _ text: Span<UInt8>,
        in range: Range<Int>,
        as variant: Variant,
        body: (Span<UInt8>) -> Result?
    ) -> Result? {
        guard let end = endOfDigits(of: text, in: range, as: variant) else { return nil }
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: (end - range.lowerBound) * 3 / 4 + 1)
        buffer.initialize(repeating: 0)
        defer {
            wipe(buffer)
            buffer.deallocate()
        }
        var count = 0
        var bits: UInt32 = 0
        var bitCount = 0
        for index in range.lowerBound..<end {
            guard let digit = value(of: text[index], as: variant) else { return nil }
            bits = bits << 6 | digit
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                buffer[count] = UInt8(truncatingIfNeeded: bits >> UInt32(bitCount))
                count += 1
            }
        }
        guard bits & ((1 << UInt32(bitCount)) - 1) == 0 else { return nil }
        return body(UnsafeBufferPointer(rebasing: buffer[..<count]).span)
    }

    /// Where the digits of `range` end and the padding begins; `nil` when the count of either is impossible.
    private static func endOfDigits(of text: Span<UInt8>, in range: Range<Int>, as variant: Variant) -> Int? {
        var end = range.upperBound
        if variant == .standard {
            guard range.count.isMultiple(of: 4) else { return nil }
            while end > range.lowerBound, range.upperBound - end < 2, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
        }
        return (end - range.lowerBound) % 4 == 1 ? nil : end
    }

    private static func value(of digit: UInt8, as variant: Variant) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+") where variant == .standard: 62
        case UInt8(ascii: "/") where variant == .standard: 63
        case UInt8(ascii: "-") where variant == .url: 62
        case UInt8(ascii: "_") where variant == .url: 63
        default: nil
        }
    }

    // An optimizer removes stores to memory that is about to be freed, unless this attribute forbids it. Each platform
    // has a function of its own for the purpose; the library imports none of them.
    @_optimize(none)
    private static func wipe(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        buffer.update(repeating: 0)
    }
}
