import CredentialHelper
import PersonalAccessToken
import TestSupport
import Testing

@testable import Keyring

@Suite("A recorded expiry, as the attribute that keeps it")
struct ExpiryRecordTests {
    private static let token = "ghp_" + "M7H4jxUDDWHP4kZ6A4dxlQYsQIWJuq" + "11T4V4"

    private func record(of secret: String) -> ExpiryRecord {
        ExpiryRecord(.never, of: Credential(server: "ghcr.io", username: "u", secret: Secret(secret)))
    }

    @Test("It belongs to its own secret", arguments: [token, "hunter2"])
    func binding(_ secret: String) throws {
        let read = try #require(ExpiryRecord(record(of: secret).text))
        #expect(read.expiry == .never)
        #expect(read.isOf(Secret(secret)))
    }

    @Test("A secret that can be guessed is recognised by 16 bits, too few to confirm a guess; a token by 128")
    func length() {
        for (secret, digits) in [("hunter2", 4), (Self.token, 32)] {
            #expect(record(of: secret).text.split(separator: " ").last?.count == digits)
        }
    }

    @Test("The same secret gives another text each time")
    func salt() {
        #expect(record(of: Self.token).text != record(of: Self.token).text)
    }

    @Test(
        "A text of another form is no record",
        arguments: [
            nil, "", "never", "never salt", "never salt ", "never salt abc", " salt abcd", "never salt abcd x",
            "2030-01-01 salt abcd", "90d salt abcd",
        ] as [String?]
    )
    func form(_ text: String?) {
        #expect(ExpiryRecord(text) == nil)
    }
}
