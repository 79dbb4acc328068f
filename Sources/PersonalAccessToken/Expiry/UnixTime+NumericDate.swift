extension UnixTime {
    /// Reads a NumericDate (RFC 7519, section 2): a JSON number of seconds since 1970, which may have a fraction.
    ///
    /// `number` is a number of RFC 8259 to the letter, be it written with a hundred digits or as `1e300`. A fraction is
    /// cut off.
    /// - Returns: `nil` for a time that cannot be meant: 0 and less, which no token is made for, and 10¹¹ and more,
    ///   which is in milliseconds, or no date at all.
    init?(numericDate number: String) {
        let number = DecimalNumber(number)
        guard !number.isNegative else { return nil }
        // Far below the greatest Int64: where counting stops.
        let plenty: Int64 = 100_000_000_000
        var magnitude: Int64 = 0
        for digit in number.digits.prefix(max(0, number.integerCount)) {
            magnitude = min(magnitude * 10 + Int64(digit), plenty)
        }
        var zeros = number.integerCount - number.digits.count
        while zeros > 0, magnitude > 0, magnitude < plenty {
            magnitude *= 10
            zeros -= 1
        }
        guard magnitude > 0, magnitude < plenty else { return nil }
        self.init(seconds: magnitude)
    }
}

extension Expiry {
    /// The expiry that a NumericDate states; unknown when it is `nil`, or a time that cannot be meant.
    init(numericDate number: String?) {
        self = number.flatMap(UnixTime.init(numericDate:)).map { .at($0) } ?? .unknown
    }
}

/// A number of RFC 8259, section 6, taken apart.
private struct DecimalNumber {
    private(set) var isNegative = false
    /// The values of the digits before the exponent, without the point.
    private(set) var digits: [UInt8] = []
    /// How many of the digits stand before the point when there is no exponent any more: less than 0, or more than
    /// there are, for those that are zeros.
    private(set) var integerCount = 0

    init(_ text: String) {
        var pointPosition: Int?
        var exponent: [UInt8]?
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "e"), UInt8(ascii: "E"): exponent = []
            case _ where exponent != nil: exponent?.append(byte)
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): pointPosition = digits.count
            default: digits.append(byte - UInt8(ascii: "0"))
            }
        }
        // Both are bounded, by the length of the text and by `value`: no overflow.
        integerCount = (pointPosition ?? digits.count) + Self.value(ofExponent: exponent ?? [])
    }

    /// The value of an exponent, as far as it can matter: no text that we read is a thousand million digits long.
    private static func value(ofExponent text: [UInt8]) -> Int {
        let limit = 1_000_000_000
        var value = 0
        for byte in text where byte.isASCIIDigit {
            value = min(value * 10 + Int(byte - UInt8(ascii: "0")), limit)
        }
        return text.first == UInt8(ascii: "-") ? -value : value
    }
}
