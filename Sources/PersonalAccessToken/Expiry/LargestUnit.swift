/// Lengths of time as people say them.
package enum LargestUnit {
    /// `seconds`, from 0 on, in the largest unit of which there are two at least, after rounding in the next smaller
    /// one: `2 days`, `47 hours`, `1 second`.
    package static func text(seconds: Int64) -> String {
        let minutes = (seconds + 30) / 60
        let hours = (seconds + 1800) / 3600
        if hours >= 48 { return "\(hours / 24) days" }
        if minutes >= 120 { return "\(minutes / 60) hours" }
        if seconds >= 120 { return "\(seconds / 60) minutes" }
        return seconds == 1 ? "1 second" : "\(seconds) seconds"
    }
}
