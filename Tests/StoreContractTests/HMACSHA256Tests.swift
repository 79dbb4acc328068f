import CredentialHelper
import TestSupport
import Testing

@testable import Keyring

@Suite("HMAC-SHA-256")
struct HMACSHA256Tests {
    @Test(
        "The test cases of RFC 4231 whose data and key are text",
        arguments: [
            (
                "Jefe", "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                String(repeating: "\u{0B}", count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
        ]
    )
    func vectors(key: String, text: String, digest: String) {
        #expect(HMACSHA256.hexadecimal(of: Secret(text), key: key) == digest)
    }
}
