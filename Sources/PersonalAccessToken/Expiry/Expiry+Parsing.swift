extension Expiry {
    /// Reads an expiry as a person types it. White space around it and the case of letters do not matter.
    ///
    /// | Text | Meaning |
    /// |---|---|
    /// | `never` | ``never`` |
    /// | `12h`, `90d`, `12w`, `6mo`, `1y` | so much after `now`: see ``CalendarPeriod`` |
    /// | `2027-03-01` | the end of that day in UTC: its last second, 2027-03-01T23:59:59Z |
    /// | `2027-03-01T12:00:00+02:00` | that second (RFC 3339, `date-time`; a fraction is cut off) |
    ///
    /// A time in the past is as good as any other: whoever records it may know that the token is expired.
    ///
    /// - Throws: ``TimeFormatError`` for anything else, and above all for what could be meant in two ways: `90`,
    ///   `6m`, `03/04/27`.
    public init(parsing text: String, now: UnixTime) throws(TimeFormatError) {
        let cursor = TextCursor(text)
        if cursor.isAtEnd { throw .empty }
        if cursor.rest == "never" {
            self = .never
        } else if cursor.isMadeOfDigits(and: "-/.") || cursor.isDateTime {
            self = .at(try UnixTime(dateOrDateTime: cursor))
        } else {
            let end = try CalendarPeriod(parsing: text).end(from: now)
            guard end < .latest else { throw .outOfRange }
            self = .at(end)
        }
    }
}

extension TextCursor {
    /// Whether the text begins as a date and time does, as far as the time: `2027-03-01T`.
    fileprivate var isDateTime: Bool {
        var cursor = self
        guard cursor.takeNumber(digits: 4) != nil, cursor.take("-"), cursor.takeNumber(digits: 2) != nil,
            cursor.take("-"), cursor.takeNumber(digits: 2) != nil
        else { return false }
        return cursor.take("t") || cursor.take(" ")
    }
}
