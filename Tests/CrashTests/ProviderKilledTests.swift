import Foundation
import TestSupport
import Testing

@Suite("The keyring's daemon killed at any moment", .serialized)
struct ProviderKilledTests {
    @Test("What a store reported as stored is there when the daemon is back; else the old credential or the new one")
    func store() throws {
        let session = try KeyringSession()
        defer { session.stop() }
        let client = HelperClient("ghcr.io", in: session.environment)
        var number = 0
        func next() -> DockerCredential {
            number += 1
            return client.credential(of: ["ann", "ben"][number / 2 % 2], number: number)
        }
        var timing = try KillTiming { try client.store(next()) }
        var kept = try #require(try client.read())
        var tally = ["old": 0, "new": 0]

        for _ in 0..<Repetitions.providerKills {
            let new = next()
            let child = try client.startStoring(new)
            timing.waitForMoment()
            session.signalKeyring(SIGKILL)
            let end = child.wait()
            timing.note(hit: end != .exited(0))
            #expect([.exited(0), .exited(1)].contains(end))

            try session.restartKeyring(.unlocked)
            let read = try client.read()
            if end == .exited(0) {
                #expect(read == new)
            } else {
                #expect(read == kept || read == new, "\(read as Any) is neither \(kept) nor \(new)")
                tally[read == new ? "new" : "old", default: 0] += 1
            }
            kept = read ?? kept
        }
        #expect(timing.hits > 0 && timing.misses > 0, "\(timing)")
        print("daemons killed: \(timing.hits) before a store's end, \(timing.misses) after it; left: \(tally)")

        let last = next()
        try client.store(last)
        #expect(try client.read() == last)
        #expect(try client.countItems() == 1)
    }
}
