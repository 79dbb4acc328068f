/// How long something may still take, by the `RunningClock`.
package struct Countdown {
    package let seconds: Int
    private let end: Int

    /// Begins now.
    package init(seconds: Int) {
        self.init(milliseconds: seconds * 1000)
    }

    init(milliseconds: Int) {
        seconds = milliseconds / 1000
        end = RunningClock.now + milliseconds
    }

    /// 0 when it is over.
    package var millisecondsLeft: Int { max(0, end - RunningClock.now) }
}
