import Foundation

/// The processor time that the body takes in the calling thread. Unlike the time on a clock it is no longer on a
/// machine that has other things to do.
package func processorTime(of body: () throws -> Void) rethrows -> Duration {
    let start = processorTimeOfThread()
    try body()
    return processorTimeOfThread() - start
}

private func processorTimeOfThread() -> Duration {
    var time = timespec()
    precondition(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0, "this system counts no thread's time")
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
