/// A length of time as people give it: `90d`, `12w`, `6mo`, `1y`.
///
/// Months and years are those of the calendar, in UTC: a month after 31 January is the last day of February, at the
/// same time of day.
public struct CalendarPeriod: Hashable, Sendable {
    enum Length: Hashable {
        case seconds(Int64)
        case months(Int64)
    }

    let length: Length

    /// `count` periods of 24 hours. A negative count is taken for 0.
    public static func days(_ count: Int) -> CalendarPeriod {
        let longest = UnixTime.latest.seconds / UnixTime.secondsInDay * 2
        return CalendarPeriod(length: .seconds(min(max(0, Int64(count)), longest) * UnixTime.secondsInDay))
    }

    /// The time that is this much later than `start`; at most ``UnixTime/latest``.
    public func end(from start: UnixTime) -> UnixTime {
        switch length {
        case .seconds(let seconds): return UnixTime(seconds: start.seconds + seconds)
        case .months(let months):
            guard let day = CivilDate(daysSinceEpoch: start.daysSinceEpoch).adding(months: months) else {
                return .latest
            }
            return UnixTime(seconds: day.daysSinceEpoch * UnixTime.secondsInDay + start.secondOfDay)
        }
    }
}

extension CalendarPeriod {
    /// Reads a period: a whole number, at once followed by its unit.
    ///
    /// Units are `h` (hours), `d` (days of 24 hours), `w` (weeks), `mo` (months) and `y` (years), in either case.
    /// White space around it is ignored. `m` is refused, since it could be minutes.
    ///
    /// - Throws: ``TimeFormatError``: `empty`, `missingUnit`, `ambiguousUnit`, `outOfRange` for more than 10,000
    ///   years, else `unrecognized`.
    public init(parsing text: String) throws(TimeFormatError) {
        var cursor = TextCursor(text)
        guard !cursor.isAtEnd else { throw .empty }
        guard let count = cursor.takeNumber() else { throw .unrecognized }
        length =
            switch cursor.rest {
            case "h": .seconds(try Self.length(of: count, unit: 3_600, limit: Self.longestInSeconds))
            case "d": .seconds(try Self.length(of: count, unit: 86_400, limit: Self.longestInSeconds))
            case "w": .seconds(try Self.length(of: count, unit: 604_800, limit: Self.longestInSeconds))
            case "mo": .months(try Self.length(of: count, unit: 1, limit: Self.longestInMonths))
            case "y": .months(try Self.length(of: count, unit: 12, limit: Self.longestInMonths))
            case "m": throw .ambiguousUnit
            case "": throw .missingUnit
            default: throw .unrecognized
            }
    }

    /// 10,000 years of the Gregorian calendar.
    private static let longestInSeconds: Int64 = 3_652_425 * UnixTime.secondsInDay
    private static let longestInMonths: Int64 = 10_000 * 12

    /// So many units, in seconds or months.
    private static func length(of count: Int64, unit: Int64, limit: Int64) throws(TimeFormatError) -> Int64 {
        guard count <= limit / unit else { throw .outOfRange }
        return count * unit
    }
}
