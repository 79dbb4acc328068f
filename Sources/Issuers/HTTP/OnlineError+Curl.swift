import CCurl
import CredentialHelper

extension OnlineError {
    /// Why libcurl has got no answer.
    /// - Parameters:
    ///   - code: a `curl_code` other than `CURL_OK`.
    ///   - words: libcurl's for this very case; may be empty.
    init(curl code: Int32, words: String, host: String, limit: Int) {
        let text = words.isEmpty ? String(cString: curl_words(code)) : words
        switch UInt32(bitPattern: code) {
        case CURL_HOST_UNRESOLVED.rawValue: self = .unresolved(host: host)
        case CURL_TIMED_OUT.rawValue: self = .silent(host: host, seconds: limit)
        case CURL_CERTIFICATE_REFUSED.rawValue: self = .untrusted(host: host, text)
        case CURL_CERTIFICATES_UNREADABLE.rawValue: self = .noCertificates(text)
        case CURL_PROXY_UNRESOLVED.rawValue, CURL_NOT_CONNECTED.rawValue, CURL_NO_TLS.rawValue:
            self = .unreachable(host: host, text)
        default: self = .broken(host: host, text)
        }
    }
}
