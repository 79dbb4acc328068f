import CredentialHelper
import TestSupport
import Testing

@Suite("The contract, in memory")
struct InMemoryStoreTests {
    @Test(arguments: StoreRule.all)
    func holds(_ rule: StoreRule) throws {
        try rule.check(InMemoryStore())
    }

    @Test("In a profile", arguments: StoreRule.all)
    func holdsInProfile(_ rule: StoreRule) throws {
        try rule.check(InMemoryStore().inProfile(.work))
    }
}
