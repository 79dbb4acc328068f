import CredentialHelper
import Testing

@testable import Issuers

@Suite("Why libcurl has got no answer")
struct CurlFailureTests {
    private func error(
        _ failure: CurlFailure,
        of address: String = "https://registry.example/v2/",
        and environment: [String: String] = [:]
    ) throws -> OnlineError {
        let settings = HTTPSettings(environment: environment, limit: 15, version: "0")
        return OnlineError(failure, to: HTTPRequest(address: try WebAddress(address)), settings: settings)
    }

    @Test(
        "What OpenSSL and GnuTLS have against a certificate, in the same words",
        arguments: [
            (10, 1026, .expired), (9, 514, .notYetValid), (18, 66, .unknownIssuer), (20, 66, .unknownIssuer),
            (1, 0, .otherName), (62, 0, .otherName), (66, 2, .invalid),
        ] as [(Int, Int, CertificateFlaw)]
    )
    func certificates(_ openSSL: Int, _ gnuTLS: Int, flaw: CertificateFlaw) throws {
        let expected = OnlineError.untrusted(host: "registry.example", flaw)
        #expect(try error(CurlFailure(code: 60, words: "any", certificateFlaw: openSSL)) == expected)
        #expect(try error(CurlFailure(code: 60, words: "any", certificateFlaw: gnuTLS, hasGnuTLS: true)) == expected)
    }

    @Test("No connection: the system's reason, and whether a proxy is meant to help")
    func connection() throws {
        let refused = CurlFailure(code: 7, words: "Failed to connect after 3 ms", systemError: 111)
        #expect(try error(refused) == .unreachable(host: "registry.example", "connection refused"))
        let proxy = ["https_proxy": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:2"]
        let words = "connection refused (https_proxy is set)"
        #expect(try error(refused, and: proxy) == .unreachable(host: "registry.example", words))
        // No proxy is asked for what is on this machine.
        let local = try error(refused, of: "https://127.0.0.1:5000/v2/", and: proxy)
        #expect(local == .unreachable(host: "127.0.0.1:5000", "connection refused"))
        let denied = CurlFailure(code: 56, words: "CONNECT tunnel failed", proxyStatus: 407)
        let status = "the proxy answered 407 (https_proxy is set)"
        #expect(try error(denied, and: proxy) == .unreachable(host: "registry.example", status))
    }

    @Test("A connection that breaks, whichever way libcurl says it", arguments: [16, 18, 52, 55, 56, 92] as [Int32])
    func broken(_ code: Int32) throws {
        #expect(try error(CurlFailure(code: code, words: "any")) == .broken(host: "registry.example"))
    }

    @Test("What must not be repeated may be done, however the connection ends after the handshake")
    func uncertain() throws {
        let settings = HTTPSettings(environment: [:], limit: 15, version: "0")
        var request = HTTPRequest(address: try WebAddress("https://gitlab.example/rotate"))
        let alert = CurlFailure(code: 56, words: "tlsv1 alert internal error")
        #expect(!OnlineError(alert, to: request, settings: settings).mayBeDone)
        request.method = .post
        #expect(OnlineError(alert, to: request, settings: settings) == .broken(host: "gitlab.example"))
        let handshake = CurlFailure(code: 35, words: "alert handshake failure")
        #expect(!OnlineError(handshake, to: request, settings: settings).mayBeDone)
    }

    @Test("Only what is not known is said in libcurl's words")
    func unknown() throws {
        let error = try error(CurlFailure(code: 61, words: "bad encoding"))
        #expect(error == .broken(host: "registry.example", "bad encoding") && error.mayBeDone)
    }

    @Test("The certificates that cannot be read are named")
    func unreadable() throws {
        let failure = CurlFailure(code: 77, words: "error setting certificate file")
        #expect(try error(failure) == .noCertificates(nil))
        let named = try error(failure, and: ["SSL_CERT_FILE": "/nowhere.crt", "SSL_CERT_DIR": "/nowhere"])
        #expect(named == .noCertificates("/nowhere.crt"))
    }
}
