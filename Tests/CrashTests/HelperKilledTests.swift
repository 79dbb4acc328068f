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
        var stores = try KilledStores(client) { accounts[$0 % accounts.count] }
        for _ in 0..<Repetitions.helperKills {
            try stores.storeAndKill { helper in
                helper.signal(SIGKILL)
            } recover: { end in
                #expect(end == .exited(0) || end == .killed(by: SIGKILL, dumpedCore: false))
            }
        }
        #expect(stores.timing.coversTheRun, "\(stores.timing)")
        print("stores: \(stores.summary)")
        try stores.expectWorking()
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
