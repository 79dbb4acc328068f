import Glibc

/// How long something may still take, by a clock that nobody sets (CLOCK_MONOTONIC).
package struct Countdown {
    package let seconds: Int
    private let end: Int

    /// Begins now.
    package init(seconds: Int) {
        self.seconds = seconds
        end = Self.milliseconds + seconds * 1000
    }

    /// 0 when it is over.
    package var millisecondsLeft: Int { max(0, end - Self.milliseconds) }

    private static var milliseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }
}
