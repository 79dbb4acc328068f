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
        let client = HelperClient("\(accounts.count).example", in: environment)
        var number = 0
        func next() -> DockerCredential {
            number += 1
            return client.credential(of: accounts[number % accounts.count], number: number)
        }
        var timing = try KillTiming { try client.store(next()) }
        var kept = client.credential(of: accounts[number % accounts.count], number: number)
        var tally = ["old": 0, "new": 0]

        for _ in 0..<Repetitions.helperKills {
            let new = next()
            let child = try client.startStoring(new)
            timing.waitForMoment()
            child.signal(SIGKILL)
            let end = child.wait()
            timing.note(hit: end != .exited(0))

            let read = try client.read()
            if end == .exited(0) {
                #expect(read == new)
            } else {
                #expect(end == .killed(by: SIGKILL, dumpedCore: false))
                #expect(read == kept || read == new, "\(read as Any) is neither \(kept) nor \(new)")
                tally[read == new ? "new" : "old", default: 0] += 1
            }
            kept = read ?? kept
        }
        #expect(timing.coversTheRun, "\(timing)")
        print("stores killed: \(timing.hits) before the end, \(timing.misses) after it; left: \(tally)")

        let last = next()
        try client.store(last)
        #expect(try client.read() == last)
        #expect(try client.countItems() == 1)
    }

    @Test("Of many items, a store or an erase in the midst of its deletes leaves the last one or the new one")
    func amongDeletes() throws {
        // Left by other helpers, or by stores that were killed; most of them in the same second.
        let accounts = (0..<8).map { "account\($0)" }
        var timing: KillTiming?
        for number in 0..<max(Repetitions.helperKills / 3, 20) {
            let client = HelperClient("many\(number).example", in: environment)
            for account in accounts {
                try SecretTool.store(client.credential(of: account, number: number), in: environment)
            }
            let last = try #require(try client.read())
            #expect(last == client.credential(of: accounts.last!, number: number))

            let isErase = number.isMultiple(of: 2)
            let new = client.credential(of: accounts[number % 3], number: -number)
            let start = ContinuousClock.now
            let child = isErase ? try client.startErasing() : try client.startStoring(new)
            if timing == nil {
                child.wait()
                timing = KillTiming(lasting: (ContinuousClock.now - start) / .seconds(1))
                continue
            }
            timing?.waitForMoment()
            child.signal(SIGKILL)
            timing?.note(hit: child.wait() != .exited(0))

            let read = try client.read()
            #expect(read == last || read == (isErase ? nil : new), "\(read as Any)")
        }
        let hits = timing?.hits ?? 0
        #expect(hits * 5 >= Repetitions.helperKills / 3, "\(timing as Any)")
    }
}
