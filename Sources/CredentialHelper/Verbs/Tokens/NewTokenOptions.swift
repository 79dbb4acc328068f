import PersonalAccessToken

/// When a new token is to expire, as the command line has it.
struct NewTokenExpiry {
    static let standard = CalendarPeriod.days(90)

    private var text: String?

    static var help: OptionHelp {
        OptionHelp(
            "--expires",
            value: "WHEN",
            text: "when it expires: `90d`, `6mo`, `2027-03-01`, `never`"
        )
    }

    mutating func take(from arguments: inout Arguments) throws {
        let text = try arguments.value()
        // Only the time of the call says what it is exactly; that it is one can be said at once.
        _ = try Expiry(parsing: text, now: UnixTime(seconds: 0))
        self.text = text
    }

    /// `nil` when nothing was said.
    func expiry(at now: UnixTime) throws -> Expiry? {
        guard let text else { return nil }
        let expiry = try Expiry(parsing: text, now: now)
        if expiry.isExpired(at: now) { throw TokenError.expiryInPast }
        return expiry
    }
}

/// A token's description, of which Docker Hub takes 1 to 100 characters.
enum TokenDescription {
    static let longest = 100

    static func validated(_ text: String) throws(TokenError) -> String {
        let text = text.trimmed
        guard (1...longest).contains(text.unicodeScalars.count), !text.hasControlCharacter else { throw .description }
        return text
    }
}
