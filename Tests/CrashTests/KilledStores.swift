import Foundation
import TestSupport
import Testing

/// Stores of one server, one after the other, in each of which something is killed at a random moment.
struct KilledStores {
    private let client: HelperClient
    /// The user of the store with this number.
    private let username: (Int) -> String
    private var number = 0
    private(set) var timing: KillTiming
    /// What was read back last.
    private var kept: DockerCredential
    /// How often the old credential was left by a store that did not succeed, and how often the new one.
    private var leftOld = 0
    private var leftNew = 0

    init(_ client: HelperClient, username: @escaping (Int) -> String) throws {
        self.client = client
        self.username = username
        var number = 0
        timing = try KillTiming {
            number += 1
            try client.store(client.credential(of: username(number), number: number))
        }
        self.number = number
        kept = client.credential(of: username(number), number: number)
        #expect(try client.read() == kept)
    }

    private mutating func next() -> DockerCredential {
        number += 1
        return client.credential(of: username(number), number: number)
    }

    /// Stores, kills, and expects that the new credential is read back, or the old one if the store did not succeed.
    /// - Parameters:
    ///   - kill: kills something while the helper stores.
    ///   - recover: is told how the helper ended, and makes the keyring readable again.
    mutating func storeAndKill(
        _ kill: (ChildProcess) -> Void,
        recover: (ChildProcess.End) throws -> Void
    ) throws {
        let new = next()
        let helper = try client.startStoring(new)
        timing.waitForMoment()
        kill(helper)
        let end = helper.wait()
        timing.note(hit: end != .exited(0))
        try recover(end)

        let read = try client.read()
        if end == .exited(0) {
            #expect(read == new)
        } else {
            #expect(read == kept || read == new, "\(read as Any) is neither \(kept) nor \(new)")
            if read == new { leftNew += 1 } else { leftOld += 1 }
        }
        kept = read ?? kept
    }

    /// Expects that nothing of what was killed hinders the next store.
    mutating func expectWorking() throws {
        let last = next()
        try client.store(last)
        #expect(try client.read() == last)
        #expect(try client.countItems() == 1)
    }

    var summary: String {
        "\(timing.hits) killed before the end, \(timing.misses) after it; left: \(leftOld) old, \(leftNew) new"
    }
}
