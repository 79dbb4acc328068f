import Foundation
import TestSupport
import Testing

@Suite("The keyring's daemon killed at any moment", .serialized)
struct ProviderKilledTests {
    @Test("What a store reported as stored is there when the daemon is back; else the old credential or the new one")
    func store() throws {
        let session = try KeyringSession()
        defer { session.stop() }
        let shelf = Shelf("ghcr.io", in: session.environment)
        var number = 0
        func next() -> Shelf.Entry {
            number += 1
            return Shelf.Entry(["ann", "ben"][number / 2 % 2], number)
        }
        var moments = KillMoments(lasting: try duration { try shelf.store(next()) })
        var kept = try #require(try shelf.read())
        var tally = ["old": 0, "new": 0]

        for _ in 0..<Effort.providerKills {
            let new = next()
            let child = try shelf.startStoring(new)
            moments.waitForOne()
            session.signalKeyring(SIGKILL)
            let end = child.wait()
            moments.note(hit: end != .exited(0))
            #expect([.exited(0), .exited(1)].contains(end))

            try session.restartKeyring(.unlocked)
            let read = try shelf.read()
            if end == .exited(0) {
                #expect(read == new)
            } else {
                #expect(read == kept || read == new, "\(read as Any) is neither \(kept) nor \(new)")
                tally[read == new ? "new" : "old", default: 0] += 1
            }
            kept = read ?? kept
        }
        #expect(moments.hits > 0 && moments.misses > 0, "\(moments)")
        print("daemons killed: \(moments.hits) before a store's end, \(moments.misses) after it; left: \(tally)")

        let last = next()
        try shelf.store(last)
        #expect(try shelf.read() == last)
        #expect(try shelf.countItems() == 1)
    }
}
