/// A point in time after which nothing is waited for any longer, by the `RunningClock`.
package struct Deadline: Comparable {
    /// How long it was away when it was set.
    package let seconds: Int
    /// In milliseconds.
    private let end: Int

    package init(seconds: Int) {
        self.init(milliseconds: seconds * 1000)
    }

    package init(milliseconds: Int) {
        seconds = milliseconds / 1000
        end = RunningClock.now + milliseconds
    }

    package static func < (one: Deadline, other: Deadline) -> Bool { one.end < other.end }

    package var isOver: Bool { millisecondsLeft == 0 }

    /// 0 when it is over.
    package var millisecondsLeft: Int { max(0, end - RunningClock.now) }
}
