import CCurl
import CredentialHelper

extension OnlineError {
    /// Why libcurl has got no answer, in words that are the same whatever version of it there is.
    init(_ failure: CurlFailure, to request: HTTPRequest, settings: HTTPSettings) {
        let host = request.address.authority
        let certificates = request.certificates
        let variable = request.address.isOnThisMachine ? nil : settings.proxyVariable
        let proxy = variable.map { " (\($0) is set)" } ?? ""
        switch UInt32(bitPattern: failure.code) {
        case CURL_HOST_UNRESOLVED.rawValue: self = .unresolved(host: host)
        case CURL_PROXY_UNRESOLVED.rawValue:
            self = .unreachable(host: host, "there is no host of the proxy's name\(proxy)")
        case CURL_NOT_CONNECTED.rawValue: self = .unreachable(host: host, failure.systemText + proxy)
        case CURL_TIMED_OUT.rawValue: self = .silent(host: host, seconds: settings.limit)
        case CURL_CERTIFICATE_REFUSED.rawValue: self = .untrusted(host: host, failure.certificate)
        case CURL_CERTIFICATES_UNREADABLE.rawValue: self = .noCertificates(settings.certificatePath)
        case CURL_CLIENT_CERTIFICATE_UNUSABLE.rawValue:
            self = .unreachable(host: host, "the client certificate in \(certificates?.path ?? "use") is unusable")
        // What must not be repeated stays uncertain once the handshake is over.
        case CURL_NO_TLS.rawValue where failure.isAlert,
            CURL_NOT_RECEIVED.rawValue where failure.isAlert && request.isRepeatable:
            let suspicion = certificates?.suspicion ?? "it may want a client certificate"
            self = .unreachable(host: host, "it ended the TLS handshake; \(suspicion)")
        case CURL_NO_TLS.rawValue: self = .unreachable(host: host, "it does not speak TLS as it should")
        case CURL_NOT_RECEIVED.rawValue where failure.proxyStatus >= 300:
            self = .unreachable(host: host, "the proxy answered \(failure.proxyStatus)\(proxy)")
        case CURL_NO_PROTOCOL.rawValue, CURL_STRANGE_ANSWER.rawValue:
            self = .malformed(host: host, "it does not speak HTTP")
        case CURL_HTTP2_BROKEN.rawValue, CURL_PARTIAL.rawValue, CURL_NO_ANSWER.rawValue, CURL_NOT_SENT.rawValue,
            CURL_NOT_RECEIVED.rawValue, CURL_HTTP2_STREAM_BROKEN.rawValue:
            // An alert may be lost when the connection is reset (TLS 1.3).
            let suspicion = request.isRepeatable ? certificates?.unreadableKey : nil
            self = suspicion.map { .unreachable(host: host, "it ended the connection; \($0)") } ?? .broken(host: host)
        default: self = .broken(host: host, failure.words)
        }
    }
}
