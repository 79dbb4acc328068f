extension UnixTime {
    /// Reads a `date-time` of RFC 3339, section 5.6, as ``rfc3339`` writes it: `2027-03-01T12:00:00Z`,
    /// `2027-03-01T12:00:00.5+02:00`.
    ///
    /// As the RFC has it, `T` and `Z` may be in lower case, and the seconds may be 60 in a leap second, which Unix time
    /// does not count: it is taken for the second that follows. A fraction is cut off. Nothing may stand around the
    /// text; for what people type there is ``Expiry/init(parsing:now:)``.
    ///
    /// - Throws: ``TimeFormatError``: `empty`, `missingTimeZone`, `noSuchTime`, `outOfRange` for a time outside of the
    ///   years 0000 to 9999 in UTC, else `unrecognized`.
    public init(rfc3339 text: String) throws(TimeFormatError) {
        var cursor = TextCursor(untrimmed: text)
        if cursor.isAtEnd { throw .empty }
        guard let date = try CivilDate(from: &cursor), cursor.take("t") else { throw .unrecognized }
        try self.init(on: date, timeFrom: cursor)
    }

    /// Reads a `full-date`, which means the last second of that day in UTC, or a `date-time`, in which a space may
    /// stand for `T`, as the RFC says of texts for people.
    init(dateOrDateTime text: TextCursor) throws(TimeFormatError) {
        var cursor = text
        guard let date = try CivilDate(from: &cursor) else { throw .ambiguousDate }
        if cursor.isAtEnd {
            self.init(seconds: (date.daysSinceEpoch + 1) * Self.secondsInDay - 1)
        } else {
            guard cursor.take("t") || cursor.take(" ") else { throw .ambiguousDate }
            try self.init(on: date, timeFrom: cursor)
        }
    }

    /// Reads `full-time`, which must be all that is left.
    private init(on date: CivilDate, timeFrom text: TextCursor) throws(TimeFormatError) {
        var cursor = text
        let timeOfDay = try TimeOfDay(from: &cursor)
        let offset = try Self.takeOffset(from: &cursor)
        guard cursor.isAtEnd else { throw .unrecognized }
        let time = date.daysSinceEpoch * Self.secondsInDay + timeOfDay.second - offset
        // Leap seconds come at the end of a day in UTC, whatever the zone of the text is.
        if timeOfDay.isLeapSecond, UnixTime(seconds: time).secondOfDay != 0 { throw .noSuchTime }
        guard (Self.earliest.seconds...Self.latest.seconds).contains(time) else { throw .outOfRange }
        self.init(seconds: time)
    }

    /// Reads `time-offset`, in seconds east of UTC.
    private static func takeOffset(from cursor: inout TextCursor) throws(TimeFormatError) -> Int64 {
        if cursor.isAtEnd { throw .missingTimeZone }
        if cursor.take("z") { return 0 }
        let sign: Int64 = cursor.next == UInt8(ascii: "-") ? -1 : 1
        guard cursor.take("+") || cursor.take("-"), let hour = cursor.takeNumber(digits: 2), cursor.take(":"),
            let minute = cursor.takeNumber(digits: 2)
        else { throw .unrecognized }
        guard hour < 24, minute < 60 else { throw .noSuchTime }
        return sign * (hour * 3600 + minute * 60)
    }
}

extension CivilDate {
    /// Reads a `full-date`; `nil` when the text does not begin with one.
    fileprivate init?(from cursor: inout TextCursor) throws(TimeFormatError) {
        guard cursor.digitCount == 4, let year = cursor.takeNumber(digits: 4), cursor.take("-"),
            cursor.digitCount == 2, let month = cursor.takeNumber(digits: 2), cursor.take("-"),
            cursor.digitCount == 2, let day = cursor.takeNumber(digits: 2)
        else { return nil }
        guard let date = CivilDate(year: year, month: month, day: day) else { throw .noSuchTime }
        self = date
    }
}

/// The time of a day as RFC 3339 writes it.
private struct TimeOfDay {
    /// 86,400 in a leap second at the end of the day.
    let second: Int64
    let isLeapSecond: Bool

    /// Reads `partial-time`, and cuts a fraction off.
    init(from cursor: inout TextCursor) throws(TimeFormatError) {
        guard let hour = cursor.takeNumber(digits: 2), cursor.take(":"),
            let minute = cursor.takeNumber(digits: 2), cursor.take(":"),
            let second = cursor.takeNumber(digits: 2)
        else { throw .unrecognized }
        if cursor.take(".") {
            guard cursor.takeNumber() != nil else { throw .unrecognized }
        }
        guard hour < 24, minute < 60, second <= 60 else { throw .noSuchTime }
        self.second = hour * 3600 + minute * 60 + second
        isLeapSecond = second == 60
    }
}
