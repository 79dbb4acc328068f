import CredentialHelper
import PersonalAccessToken
import TestSupport
import Testing

@Suite("expires records a date")
struct ExpiresTests {
    private let store = InMemoryStore()
    private let console = TestConsole()

    @Test("Under every name of the server that holds the same token, whichever it was asked by")
    func spellings() throws {
        for (server, secret) in [
            ("ghcr.io/", "another token"), ("ghcr.io/owner", "the token"), ("http://ghcr.io", "the token"),
            ("ghcr.io", "the token"), ("https://ghcr.io/", "the token"),
        ] {
            let credential = Credential(server: server, username: "u", secret: Secret(secret))
            try store.store(credential, renewing: [])
        }
        #expect(console.run(["expires", "https://ghcr.io", "never"], over: store) == 0)
        let dated = try store.accounts().filter { $0.recordedExpiry == .never }.map(\.server)
        #expect(dated.sorted() == ["ghcr.io", "https://ghcr.io/"])
    }
}
