import CCurl
import CredentialHelper
import Glibc

/// Why libcurl has got no answer, as it tells it.
struct CurlFailure {
    /// A `curl_code` other than `CURL_OK`.
    let code: Int32
    /// libcurl's own words for this very case, which differ from version to version.
    let words: String
    /// An `errno`; 0 for none.
    let systemError: Int32
    /// What a proxy answered; 0 for nothing.
    let proxyStatus: Int
    /// As OpenSSL or GnuTLS numbers it.
    let certificateFlaw: Int
    let hasGnuTLS: Bool

    /// Of the last request of this handle.
    init(code: Int32, words: String, of handle: UnsafeMutableRawPointer) {
        self.code = code
        self.words = words.isEmpty ? String(cString: curl_words(code)) : words
        systemError = Int32(truncatingIfNeeded: curl_number(handle, CURL_INFO_SYSTEM_ERROR))
        proxyStatus = curl_number(handle, CURL_INFO_PROXY_STATUS)
        certificateFlaw = curl_number(handle, CURL_INFO_CERTIFICATE_FLAW)
        hasGnuTLS = curl_has_gnutls()
    }

    init(
        code: Int32,
        words: String = "",
        systemError: Int32 = 0,
        proxyStatus: Int = 0,
        certificateFlaw: Int = 0,
        hasGnuTLS: Bool = false
    ) {
        (self.code, self.words) = (code, words)
        (self.systemError, self.proxyStatus) = (systemError, proxyStatus)
        (self.certificateFlaw, self.hasGnuTLS) = (certificateFlaw, hasGnuTLS)
    }

    /// Whether the host has ended the connection by an alert of TLS, which is all that it says where it wants to know
    /// its client by a certificate. Only the words tell.
    var isAlert: Bool {
        let words = words.split { !$0.isLetter }
        return words.contains("alert") || zip(words, words.dropFirst()).contains { $0 == "Handshake" && $1 == "failed" }
    }

    /// Such as "connection refused".
    var systemText: String {
        systemError == 0 ? "no connection" : String(cString: strerror(systemError)).lowercased()
    }

    /// What is wrong with the host's certificate.
    var certificate: CertificateFlaw {
        if hasGnuTLS {
            // The bits of gnutls_certificate_status_t (gnutls/gnutls.h).
            if certificateFlaw & 1 << 10 != 0 { return .expired }
            if certificateFlaw & 1 << 9 != 0 { return .notYetValid }
            if certificateFlaw & 1 << 6 != 0 { return .unknownIssuer }
            return certificateFlaw == 0 ? .otherName : .invalid
        }
        // X509_V_ERR_… (openssl/x509_vfy.h).
        switch certificateFlaw {
        case 10: return .expired
        case 9: return .notYetValid
        case 18...21: return .unknownIssuer
        // libcurl compares the names itself, when OpenSSL has nothing to say.
        case 0, 1, 62, 64: return .otherName
        default: return .invalid
        }
    }
}
