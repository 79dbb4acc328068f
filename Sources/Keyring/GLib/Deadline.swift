import CLibsecret

/// A point in time after which nothing is waited for any longer, by a clock that nobody sets (g_get_monotonic_time).
struct Deadline: Comparable {
    /// How long it was away when it was set.
    let seconds: Int
    private let end: gint64

    init(seconds: Int) {
        self.init(milliseconds: UInt32(seconds) * 1000)
    }

    init(milliseconds: UInt32) {
        seconds = Int(milliseconds / 1000)
        end = g_get_monotonic_time() + gint64(milliseconds) * 1000
    }

    static func < (one: Deadline, other: Deadline) -> Bool { one.end < other.end }

    var isOver: Bool { g_get_monotonic_time() >= end }

    var millisecondsLeft: UInt32 {
        // Rounded up, or the last fraction of a millisecond would be spent spinning.
        UInt32(max(0, (end - g_get_monotonic_time() + 999) / 1000))
    }
}
