/// JFrog's reference token: 64 characters, base64 of `reftkn:01:`, ten digits of a Unix time, `:` and 27 characters.
/// The time 0 means that the token does not expire.
struct JFrogReferenceToken {
    /// Base64 of `reftkn:01:` and the first bits of a digit: what every such token begins with.
    static let prefix: StaticString = "cmVmdGtuOjAxOj"
    static let length = 64

    let expiry: Expiry

    init?(_ text: Span<UInt8>) {
        let expiry: Expiry? = Base64.withDecoded(text, in: text.indices, as: .standard) { decoded in
            guard decoded.count == 48, decoded.has("reftkn:01:", at: 0), decoded[20] == UInt8(ascii: ":"),
                Alphabet.digits.containsAll(of: decoded, in: 10..<20)
            else { return nil }
            var seconds: Int64 = 0
            for index in 10..<20 { seconds = seconds * 10 + Int64(decoded[index] - UInt8(ascii: "0")) }
            return seconds == 0 ? .never : .at(UnixTime(seconds: seconds))
        }
        guard let expiry else { return nil }
        self.expiry = expiry
    }
}
