// Formats and protocols are written in ASCII. Swift's own `lowercased()` and `isNumber` follow Unicode, by which one
// host could be taken for another, and a digit of another script for a number.

extension UInt8 {
    /// The small letter when this is one of `A-Z`, else the byte itself.
    package var lowercasedASCII: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }

    /// Whether this is one of `0-9`.
    package var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    /// Whether this is one of `A-Z` and `a-z`.
    package var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercasedASCII) }
}
