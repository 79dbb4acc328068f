import Foundation

/// When to kill a run: at random, anywhere from its start to a bit beyond its end. How long a run takes changes with
/// what else the machine does, so the span of time follows what happens: it grows while all kills hit, and shrinks when
/// they come too late.
struct KillTiming {
    /// Seconds.
    private var span: Double
    /// Kills that came before the end, and after it.
    private(set) var hits = 0
    private(set) var misses = 0

    /// - Parameter duration: what a run takes, in seconds.
    init(lasting duration: Double) {
        span = duration * 1.5
    }

    /// - Parameter run: such a run, of which some are made to see how long it takes as a rule: the median.
    init(measuring run: () throws -> Void) rethrows {
        var times: [Double] = []
        for _ in 0..<7 {
            let start = ContinuousClock.now
            try run()
            times.append((ContinuousClock.now - start) / .seconds(1))
        }
        self.init(lasting: times.sorted()[times.count / 2])
    }

    func waitForMoment() {
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
    var coversTheRun: Bool {
        let all = Double(hits + misses)
        return Double(hits) >= 0.3 * all && Double(misses) >= 0.05 * all
    }
}
