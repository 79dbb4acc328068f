extension UnixTime {
    /// Reads a `full-date`, which means the last second of that day in UTC, or a `date-time` (RFC 3339, section 5.6).
    ///
    /// As the RFC allows, `t` and `z` may be in either case, a space may stand for `T`, and the seconds may be 60 in
    /// a leap second, which Unix time does not count: it is taken for the second that follows.
    init(dateOrDateTime text: TextCursor) throws(TimeFormatError) {
        var cursor = text
        guard cursor.digitCount == 4, let year = cursor.takeNumber(digits: 4), cursor.take("-"),
            cursor.digitCount == 2, let month = cursor.takeNumber(digits: 2), cursor.take("-"),
            cursor.digitCount == 2, let day = cursor.takeNumber(digits: 2)
        else { throw .ambiguousDate }
        guard let date = CivilDate(year: year, month: month, day: day) else { throw .noSuchTime }
        let midnight = date.daysSinceEpoch * Self.secondsInDay
        if cursor.isAtEnd {
            self.init(seconds: midnight + Self.secondsInDay - 1)
            return
        }
        guard cursor.take("t") || cursor.take(" ") else { throw .ambiguousDate }
        let (second, isLeapSecond) = try Self.takeTime(from: &cursor)
        let time = midnight + second - (try Self.takeOffset(from: &cursor))
        guard cursor.isAtEnd else { throw .unrecognized }
        // Leap seconds come at the end of a day in UTC, whatever the zone of the text is.
        if isLeapSecond, UnixTime(seconds: time).secondOfDay != 0 { throw .noSuchTime }
        guard (Self.earliest.seconds...Self.latest.seconds).contains(time) else { throw .outOfRange }
        self.init(seconds: time)
    }

    /// `partial-time`: the second of the day, and whether it was written as a leap second.
    private static func takeTime(
        from cursor: inout TextCursor
    ) throws(TimeFormatError) -> (second: Int64, isLeapSecond: Bool) {
        guard let hour = cursor.takeNumber(digits: 2), cursor.take(":"),
            let minute = cursor.takeNumber(digits: 2), cursor.take(":"),
            let second = cursor.takeNumber(digits: 2)
        else { throw .unrecognized }
        if cursor.take(".") {
            guard cursor.takeNumber() != nil else { throw .unrecognized }
        }
        guard hour < 24, minute < 60, second <= 60 else { throw .noSuchTime }
        return (hour * 3600 + minute * 60 + second, second == 60)
    }

    /// `time-offset`, in seconds east of UTC.
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
