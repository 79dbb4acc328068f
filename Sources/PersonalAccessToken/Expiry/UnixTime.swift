/// A point in time, in whole seconds since 1970-01-01T00:00:00Z without leap seconds (POSIX.1, "Seconds Since the
/// Epoch").
///
/// It lies in the years 0000 to 9999, which are those that RFC 3339 can write: whatever is farther away becomes the
/// first or the last second of them, so that no arithmetic on it can overflow.
public struct UnixTime: Comparable, Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let seconds: Int64

    /// 0000-01-01T00:00:00Z.
    public static let earliest = UnixTime(clamped: -62_167_219_200)
    /// 9999-12-31T23:59:59Z.
    public static let latest = UnixTime(clamped: 253_402_300_799)

    /// Makes the time that is `seconds` seconds after 1970-01-01T00:00:00Z, or the nearest one that can be written.
    public init(seconds: Int64) {
        self = min(max(UnixTime(clamped: seconds), .earliest), .latest)
    }

    private init(clamped seconds: Int64) {
        self.seconds = seconds
    }

    /// The time from this point to another one, in whole seconds; negative when the other one is earlier.
    public func duration(to other: UnixTime) -> Duration { .seconds(other.seconds - seconds) }

    public static func < (first: UnixTime, second: UnixTime) -> Bool {
        first.seconds < second.seconds
    }
}

extension UnixTime {
    /// The date in UTC, such as `2027-03-01` (RFC 3339, `full-date`).
    public var date: String {
        let day = CivilDate(daysSinceEpoch: daysSinceEpoch)
        return "\(day.year.padded(to: 4))-\(day.month.padded(to: 2))-\(day.day.padded(to: 2))"
    }

    /// The date and time in UTC, such as `2027-03-01T00:00:00Z` (RFC 3339, `date-time`), which ``init(rfc3339:)``
    /// reads.
    public var rfc3339: String {
        let second = secondOfDay
        let (hour, minute) = (second / 3600, second / 60 % 60)
        return "\(date)T\(hour.padded(to: 2)):\(minute.padded(to: 2)):\((second % 60).padded(to: 2))Z"
    }

    static let secondsInDay: Int64 = 86_400

    var daysSinceEpoch: Int64 { (seconds - secondOfDay) / Self.secondsInDay }

    var secondOfDay: Int64 {
        let remainder = seconds % Self.secondsInDay
        return remainder < 0 ? remainder + Self.secondsInDay : remainder
    }
}

extension UnixTime: CustomStringConvertible {
    /// The same as ``rfc3339``.
    public var description: String { rfc3339 }
}

extension Int64 {
    fileprivate func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
    }
}
