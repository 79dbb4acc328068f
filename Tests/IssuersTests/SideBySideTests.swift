import Synchronization
import Testing

@testable import Issuers

@Suite("Many things at a time")
struct SideBySideTests {
    @Test("Each is done once, and the answers are in order", arguments: [0, 1, 7, 8, 9, 200])
    func order(_ count: Int) {
        let calls = Mutex(0)
        var seen: [Int] = []
        let double = { (number: Int) in
            calls.withLock { $0 += 1 }
            return number * 2
        }
        let results = SideBySide.map(Array(0..<count), progress: { seen.append($0) }, double)
        #expect(results == (0..<count).map { $0 * 2 })
        #expect(calls.withLock(\.self) == count)
        #expect(seen == seen.sorted() && seen.allSatisfy { $0 < count })
    }
}
