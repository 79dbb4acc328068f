extension UnixTime {
    /// Reads a NumericDate (RFC 7519, section 2): a JSON number of seconds since 1970, which may have a fraction.
    ///
    /// `number` is a number of RFC 8259 to the letter. A fraction is rounded down; whatever lies outside the years
    /// 0000 to 9999 becomes their first or last second, even when it is written with a hundred digits or as `1e300`.
    init(numericDate number: String) {
        var mantissa: [UInt8] = []  // the digits without the point
        var pointPosition: Int?
        var exponentText: [UInt8] = []
        var isNegative = false
        var inExponent = false
        for byte in number.utf8 {
            switch byte {
            case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
            case _ where inExponent: exponentText.append(byte)
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): pointPosition = mantissa.count
            default: mantissa.append(byte - UInt8(ascii: "0"))
            }
        }
        let exponent = Self.exponent(exponentText)
        // Both are bounded, by the length of the text and by `exponent`: no overflow.
        let integerCount = (pointPosition ?? mantissa.count) + exponent

        // Far beyond the year 9999, and far below the greatest Int64: where counting stops.
        let plenty: Int64 = 1_000_000_000_000
        var magnitude: Int64 = 0
        for digit in mantissa.prefix(max(0, integerCount)) {
            magnitude = min(magnitude * 10 + Int64(digit), plenty)
        }
        var zeros = integerCount - mantissa.count
        while zeros > 0, magnitude > 0, magnitude < plenty {
            magnitude *= 10
            zeros -= 1
        }
        let hasFraction = mantissa.dropFirst(max(0, integerCount)).contains { $0 != 0 }
        self.init(seconds: isNegative ? -magnitude - (hasFraction ? 1 : 0) : magnitude)
    }

    /// The value of an exponent, as far as it can matter: no text that we read is a thousand million digits long.
    private static func exponent(_ text: [UInt8]) -> Int {
        let limit = 1_000_000_000
        var value = 0
        for byte in text where byte.isASCIIDigit {
            value = min(value * 10 + Int(byte - UInt8(ascii: "0")), limit)
        }
        return text.first == UInt8(ascii: "-") ? -value : value
    }
}

extension Expiry {
    /// The expiry that a NumericDate states; unknown when it is `nil`.
    init(numericDate number: String?) {
        self = number.map { .at(UnixTime(numericDate: $0)) } ?? .unknown
    }
}
