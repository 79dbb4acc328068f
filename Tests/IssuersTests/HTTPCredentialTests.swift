import CredentialHelper
import TestSupport
import Testing

@testable import Issuers

@Suite("How a request says whom it is from")
struct HTTPCredentialTests {
    private func header(_ credential: HTTPCredential) throws -> String {
        try String(credential.header().text.dropLast())
    }

    /// RFC 7617, section 2, and RFC 4648, section 10.
    @Test(
        "A name and a password",
        arguments: [
            ("Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), ("f", "", "Zjo="), ("fo", "", "Zm86"),
            ("fo", "o", "Zm86bw=="), ("test", "123£", "dGVzdDoxMjPCow=="), ("a", "b:c\n", "YTpiOmMK"),
        ]
    )
    func basic(_ username: String, _ secret: String, encoded: String) throws {
        #expect(try header(.basic(username: username, Secret(secret))) == "Authorization: Basic \(encoded)")
    }

    @Test("A token")
    func tokens() throws {
        #expect(try header(.bearer(Secret("a.b-c"))) == "Authorization: Bearer a.b-c")
        #expect(try header(.privateToken(Secret("abc"))) == "PRIVATE-TOKEN: abc")
    }

    @Test(
        "What would begin another header is not sent",
        arguments: ["a\r\nX: y", "a\nb", "a b", "\u{7F}", "ä", "a\u{0}"]
    )
    func unsendable(_ secret: String) {
        #expect(throws: OnlineError.unsendable) { try header(.bearer(Secret(secret))) }
        #expect(throws: OnlineError.unsendable) { try header(.privateToken(Secret(secret))) }
        #expect(throws: OnlineError.unsendable) { try header(.basic(username: "a\nb", Secret(secret))) }
    }

    @Test("A name with a colon in it would leave a piece of itself to the password")
    func colon() {
        #expect(throws: OnlineError.unsendable) { try header(.basic(username: "a:b", Secret("c"))) }
    }

    @Test("Any bytes in a form")
    func form() {
        let content = HTTPRequest.Content(form: ["a": "b c"], secretName: "d", secret: Secret("x&y=z+ä"))
        #expect(content.bytes.text == "a=b%20c&d=x%26y%3Dz%2B%C3%A4")
    }
}
