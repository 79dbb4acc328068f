import Foundation

/// When to kill: at random, anywhere from the start to a bit beyond the end. How long a run takes changes with what
/// else the machine does, so the span follows what happens: it grows while all kills hit, and shrinks when they miss.
struct KillMoments {
    /// Seconds.
    private var span: Double
    private(set) var hits = 0
    private(set) var misses = 0

    init(lasting duration: Double) {
        span = duration * 1.5
    }

    func waitForOne() {
        usleep(UInt32(Double.random(in: 0...span) * 1e6))
    }

    /// - Parameter hit: whether what was to be killed was still at work.
    mutating func note(hit: Bool) {
        if hit {
            hits += 1
            span *= 1.05
        } else {
            misses += 1
            span *= 0.92
        }
    }

    /// Whether the kills came at all moments: before the end, and after it too, so that none was spared.
    var coverTheRun: Bool {
        let all = Double(hits + misses)
        return Double(hits) >= 0.3 * all && Double(misses) >= 0.05 * all
    }
}

/// The time that `body` takes, as a rule: the median of some runs, in seconds.
func duration(of body: () throws -> Void) rethrows -> Double {
    var times: [Double] = []
    for _ in 0..<7 {
        let start = ContinuousClock.now
        try body()
        times.append((ContinuousClock.now - start) / .seconds(1))
    }
    return times.sorted()[times.count / 2]
}
