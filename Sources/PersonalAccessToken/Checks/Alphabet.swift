/// The characters that a token may be made of; all of them ASCII.
enum Alphabet {
    /// `A-Za-z0-9`.
    case base62
    /// `A-Za-z0-9_`.
    case word
    /// `A-Za-z0-9_-`.
    case base64URL
    /// `A-Za-z0-9+/`.
    case base64
    /// `A-Z0-9`.
    case upperCaseAndDigits
    /// `0-9a-f`.
    case lowerCaseHexadecimal
    /// `0-9a-z`.
    case base36
    /// `0-9`.
    case digits
    /// Every character that some kind of token has: `A-Za-z0-9_-+/=.`
    case printable

    func contains(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self != .upperCaseAndDigits && self != .digits
        case UInt8(ascii: "g")...UInt8(ascii: "z"):
            self != .upperCaseAndDigits && self != .digits && self != .lowerCaseHexadecimal
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            self != .lowerCaseHexadecimal && self != .digits && self != .base36
        case UInt8(ascii: "_"): self == .word || self == .base64URL || self == .printable
        case UInt8(ascii: "-"): self == .base64URL || self == .printable
        case UInt8(ascii: "+"), UInt8(ascii: "/"): self == .base64 || self == .printable
        case UInt8(ascii: "="), UInt8(ascii: "."): self == .printable
        default: false
        }
    }

    /// The index of the first byte of `text` in `range` that is not of the alphabet; `nil` when all are.
    func firstInvalidIndex(of text: Span<UInt8>, in range: Range<Int>) -> Int? {
        range.first { !contains(text[$0]) }
    }

    /// Whether the bytes of `text`, or those in `range`, are all of the alphabet.
    func containsAll(of text: Span<UInt8>, in range: Range<Int>? = nil) -> Bool {
        firstInvalidIndex(of: text, in: range ?? text.indices) == nil
    }
}
