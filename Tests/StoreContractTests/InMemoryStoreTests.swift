import TestSupport
import Testing

@Suite("The contract, in memory")
struct InMemoryStoreTests {
    @Test(arguments: StoreRule.all)
    func holds(_ rule: StoreRule) throws {
        try rule.check(InMemoryStore())
    }
}
