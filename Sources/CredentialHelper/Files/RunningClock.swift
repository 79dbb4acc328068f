import Glibc
import Synchronization

/// A clock that nobody sets (CLOCK_MONOTONIC), and that stands still while this process is stopped, as by Ctrl-Z: what
/// came meanwhile is not too late, and a person who had something else to do has not used up the time for an answer.
///
/// Nothing tells for how long a process was stopped. So whoever waits takes short naps, and what one of them takes far
/// too long is left out.
package enum RunningClock {
    /// In milliseconds.
    package static let longestNap = 200
    /// In milliseconds: on a busy machine a nap takes longer than it was meant to.
    private static let tolerance = 800

    private static let stopped = Atomic(0)

    /// In milliseconds, since some time in the past.
    package static var now: Int { monotonic - stopped.load(ordering: .relaxed) }

    /// - Parameter sleep: does nothing else than to sleep, for at most `longestNap`.
    package static func nap<Result>(_ sleep: () -> Result) -> Result {
        let start = monotonic
        let result = sleep()
        let late = monotonic - start - longestNap
        if late > tolerance { stopped.add(late, ordering: .relaxed) }
        return result
    }

    private static var monotonic: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }
}
