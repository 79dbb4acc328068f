import CredentialHelper

/// A point in time after which nothing is waited for any longer, by the `RunningClock`.
struct Deadline: Comparable {
    /// How long it was away when it was set.
    let seconds: Int
    /// In milliseconds.
    private let end: Int

    init(seconds: Int) {
        self.init(milliseconds: UInt32(seconds) * 1000)
    }

    init(milliseconds: UInt32) {
        seconds = Int(milliseconds / 1000)
        end = RunningClock.now + Int(milliseconds)
    }

    static func < (one: Deadline, other: Deadline) -> Bool { one.end < other.end }

    var isOver: Bool { RunningClock.now >= end }

    var millisecondsLeft: UInt32 { UInt32(max(0, end - RunningClock.now)) }
}
