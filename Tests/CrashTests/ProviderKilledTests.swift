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
        var stores = try KilledStores(client) { ["ann", "ben"][$0 / 2 % 2] }
        for _ in 0..<Repetitions.providerKills {
            try stores.storeAndKill { _ in
                session.signalKeyring(SIGKILL)
            } recover: { end in
                #expect([.exited(0), .exited(1)].contains(end))
                try session.restartKeyring(.unlocked)
            }
        }
        #expect(stores.timing.hits > 0 && stores.timing.misses > 0, "\(stores.timing)")
        print("stores whose daemon was killed: \(stores.summary)")
        try stores.expectWorking()
    }
}
