/// A length of time as people say it: `5 days`, `36 hours`, `12 minutes`, `1 second`.
///
/// It is in whole units, the largest of which there are at least two: days (of 24 hours), hours, minutes or seconds.
/// Up to half of the next smaller unit is made up for, so that a token of five days has `5 days` left a minute later.
public struct DurationText: CustomStringConvertible, Hashable, Sendable {
    /// The text: a number, a space and a unit, in English.
    public let description: String

    /// Puts a duration into words. Fractions of a second are cut off, and a negative duration counts as none.
    public init(_ duration: Duration) {
        let seconds = max(0, duration.components.seconds)
        let minutes = Self.rounded(seconds, dividedBy: 60)
        let hours = Self.rounded(seconds, dividedBy: 3600)
        description =
            if hours >= 48 {
                "\(hours / 24) days"
            } else if minutes >= 120 {
                "\(minutes / 60) hours"
            } else if seconds >= 120 {
                "\(seconds / 60) minutes"
            } else {
                seconds == 1 ? "1 second" : "\(seconds) seconds"
            }
    }

    private static func rounded(_ dividend: Int64, dividedBy divisor: Int64) -> Int64 {
        dividend / divisor + (dividend % divisor >= divisor / 2 ? 1 : 0)
    }
}
