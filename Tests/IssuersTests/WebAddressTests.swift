import CredentialHelper
import Testing

@testable import Issuers

@Suite("Where a request may go")
struct WebAddressTests {
    @Test(
        "By https to any host, by http to this machine alone",
        arguments: [
            "https://ghcr.io/v2/", "https://ghcr.io:8443/token?a=b", "https://[2001:db8::1]:5000/", "HTTPS://Ghcr.io/",
            "http://localhost:5000/v2/", "http://127.0.0.1/", "http://127.255.0.9:80/", "http://[::1]:5000/",
        ]
    )
    func allowed(_ text: String) throws {
        #expect(try WebAddress(text).text == text)
    }

    @Test(
        "In the clear nowhere else",
        arguments: [
            "http://ghcr.io/", "http://127.example/", "http://127.0.0.1.example/", "http://localhost.example/",
            "http://127.0.0.256/", "http://127.1/", "http://[::2]/", "http://128.0.0.1/",
        ]
    )
    func insecure(_ text: String) {
        #expect { try WebAddress(text) } throws: { error in
            if case OnlineError.insecure = error { true } else { false }
        }
    }

    @Test(
        "What is no such address",
        arguments: [
            "", "ghcr.io", "ftp://ghcr.io/", "https:///v2/", "https://a@b/", "https://a:b@c/", "https://a b/",
            "https://a/\r\nX", "https://a/#b", "https://a:/", "https://a:b/", "https://a:123456/", "https://a:65536/",
            "https://a:-1/", "https://a:+1/", "https://ä/",
            "https://a?b", "https://a\\b/", "https://[::1/", "https://./", "file:///etc/passwd",
        ]
    )
    func refused(_ text: String) {
        #expect(throws: OnlineError.notAHost) { try WebAddress(text) }
    }

    @Test("A query is added to one that is there, and cannot break out")
    func query() throws {
        let address = try WebAddress("https://a/token?x=y").adding(query: ["service": "a b&c\r\n", "account": "ä"])
        #expect(address.text == "https://a/token?x=y&service=a%20b%26c%0D%0A&account=%C3%A4")
        #expect(try WebAddress("https://a/t").adding(query: ["b": "c"]).text == "https://a/t?b=c")
        #expect(try WebAddress("https://a").adding(query: ["b": "c"]).text == "https://a/?b=c")
        #expect(address.path == "/token")
    }
}
