import CLibsecret

/// A point in time after which nothing is waited for any longer, by a clock that nobody sets (g_get_monotonic_time).
struct Deadline: Comparable {
    /// How long it was away when it was set.
    let seconds: Int
    private let end: gint64

    init(seconds: Int) {
        self.seconds = seconds
        end = g_get_monotonic_time() + gint64(seconds) * 1_000_000
    }

    static func < (one: Deadline, other: Deadline) -> Bool { one.end < other.end }

    var isOver: Bool { g_get_monotonic_time() >= end }

    /// How long it is over; 0 before.
    var millisecondsAgo: UInt32 { UInt32(clamping: (g_get_monotonic_time() - end) / 1000) }

    var millisecondsLeft: UInt32 {
        // Rounded up, or the last fraction of a millisecond would be spent spinning.
        UInt32(max(0, (end - g_get_monotonic_time() + 999) / 1000))
    }
}
