import Foundation
import TestSupport
import Testing

@Suite("The helper killed at any moment", .serialized, .keyringSession)
struct HelperKilledTests {
    private let environment: [String: String]

    init() throws {
        environment = try #require(KeyringSessionTrait.session).environment
    }

    @Test("A store leaves the old credential or the new one", arguments: [["ann"], ["ann", "ben", "cat"]])
    func store(over accounts: [String]) throws {
        let shelf = Shelf("\(accounts.count).example", in: environment)
        var number = 0
        func next() -> Shelf.Entry {
            number += 1
            return Shelf.Entry(accounts[number % accounts.count], number)
        }
        var moments = KillMoments(lasting: try duration { try shelf.store(next()) })
        var kept = Shelf.Entry(accounts[number % accounts.count], number)
        var tally = ["old": 0, "new": 0]

        for _ in 0..<Effort.helperKills {
            let new = next()
            let child = try shelf.startStoring(new)
            moments.waitForOne()
            child.signal(SIGKILL)
            let end = child.wait()
            moments.note(hit: end != .exited(0))

            let read = try shelf.read()
            if end == .exited(0) {
                #expect(read == new)
            } else {
                #expect(end == .killed(by: SIGKILL, dumpedCore: false))
                #expect(read == kept || read == new, "\(read as Any) is neither \(kept) nor \(new)")
                tally[read == new ? "new" : "old", default: 0] += 1
            }
            kept = read ?? kept
        }
        #expect(moments.coverTheRun, "\(moments)")
        print("stores killed: \(moments.hits) before the end, \(moments.misses) after it; left: \(tally)")

        let last = next()
        try shelf.store(last)
        #expect(try shelf.read() == last)
        #expect(try shelf.countItems() == 1)
    }

    @Test("Of many items, a store or an erase in the midst of its deletes leaves the last one or the new one")
    func amongDeletes() throws {
        // Left by other helpers, or by stores that were killed; most of them in the same second.
        let accounts = (0..<8).map { "account\($0)" }
        var moments: KillMoments?
        for number in 0..<max(Effort.helperKills / 3, 20) {
            let shelf = Shelf("many\(number).example", in: environment)
            for account in accounts {
                let entry = Shelf.Entry(account, number)
                try SecretTool.store(shelf.server, entry.username, entry.secret, in: environment)
            }
            let last = try #require(try shelf.read())
            #expect(last == Shelf.Entry(accounts.last!, number))

            let isErase = number.isMultiple(of: 2)
            let new = Shelf.Entry(accounts[number % 3], -number)
            let start = ContinuousClock.now
            let child =
                isErase
                ? try ChildProcess([HelperBinary.path, "erase", shelf.server], environment: environment)
                : try shelf.startStoring(new)
            if moments == nil {
                child.wait()
                moments = KillMoments(lasting: (ContinuousClock.now - start) / .seconds(1))
                continue
            }
            moments?.waitForOne()
            child.signal(SIGKILL)
            moments?.note(hit: child.wait() != .exited(0))

            let read = try shelf.read()
            #expect(read == last || read == (isErase ? nil : new), "\(read as Any)")
        }
        let hits = moments?.hits ?? 0
        #expect(hits * 5 >= Effort.helperKills / 3, "\(moments as Any)")
    }
}
