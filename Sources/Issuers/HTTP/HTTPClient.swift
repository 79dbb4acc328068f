import CCurl
import CredentialHelper
import Glibc

/// Speaks HTTP by libcurl, one request after the other. It follows no redirect, sends a credential where the request
/// says and nowhere else, checks certificates, and takes neither long nor large answers. Each thread has its own.
final class HTTPClient {
    private let settings: HTTPSettings
    private let handle: UnsafeMutableRawPointer
    private let watcher: (any RequestWatcher)?

    /// What libcurl itself, GnuTLS or OpenSSL would write secrets to, or to standard error.
    private static let debugVariables = ["SSLKEYLOGFILE", "GNUTLS_DEBUG_LEVEL", "CURL_DEBUG"]

    /// Loads libcurl. To be called before the first client is made, by one thread.
    static func prepare() throws(OnlineError) {
        for variable in debugVariables { unsetenv(variable) }
        // A server that closes its connection is no reason to end.
        signal(SIGPIPE, SIG_IGN)
        guard curl_load() else { throw .noLibrary }
    }

    init(_ settings: HTTPSettings, watcher: (any RequestWatcher)? = nil) throws(OnlineError) {
        guard let handle = curl_make() else { throw .noLibrary }
        self.settings = settings
        self.handle = handle
        self.watcher = watcher
    }

    deinit {
        curl_free_handle(handle)
    }

    /// Sends a request, and again up to twice, within the same limit of time, while the server says that it is at
    /// fault (5xx) and repeating is safe.
    func send(_ request: HTTPRequest) throws(OnlineError) -> HTTPResponse {
        let deadline = Deadline(seconds: settings.limit)
        for pause in [500, 1000] {
            let response = try perform(request, until: deadline)
            guard (500..<600).contains(response.status), request.isRepeatable, deadline.millisecondsLeft > pause else {
                return response
            }
            usleep(UInt32(pause * 1000))
        }
        return try perform(request, until: deadline)
    }

    /// Where docker and podman have certificates of this registry's own.
    func certificates(of registry: String) -> RegistryCertificates {
        RegistryCertificates(of: registry, in: settings.certificateRoots)
    }

    private func perform(_ request: HTTPRequest, until deadline: Deadline) throws(OnlineError) -> HTTPResponse {
        do throws(OnlineError) {
            return try perform(request, until: deadline, authorities: nil)
        } catch .untrusted(let host, let flaw) {
            // Nothing has been sent yet.
            guard let authorities = request.certificates?.authorities, !authorities.isEmpty else {
                throw .untrusted(host: host, flaw)
            }
            do throws(OnlineError) {
                return try perform(request, until: deadline, authorities: authorities)
            } catch .noCertificates {
                throw .noCertificates(request.certificates?.path)
            }
        }
    }

    /// - Parameter authorities: those to trust in place of the system's.
    private func perform(
        _ request: HTTPRequest,
        until deadline: Deadline,
        authorities: Secret?
    ) throws(OnlineError) -> HTTPResponse {
        curl_forget_options(handle)
        let transfer = Transfer(host: request.address.authority, receive: request.receive, watcher: watcher)
        defer { watcher?.hasEnded() }
        transfer.receive(from: handle)
        setOptions(of: request, milliseconds: deadline.millisecondsLeft)
        setCertificates(of: request, authorities: authorities)
        let headers = try HeaderList(of: request)
        let host = request.address.authority
        let failure = withUnsafeTemporaryAllocation(
            of: CChar.self,
            capacity: Int(CURL_ERROR_ROOM)
        ) { words -> OnlineError? in
            words.initialize(repeating: 0)
            curl_set_pointer(handle, CURL_OPTION_ERROR_BUFFER, words.baseAddress)
            // It must not write there any more.
            defer { curl_set_pointer(handle, CURL_OPTION_ERROR_BUFFER, nil) }
            let code = headers.withList { list in
                curl_set_pointer(handle, CURL_OPTION_HTTP_HEADER, list)
                return curl_perform(handle)
            }
            if code == 0 { return nil }
            let failure = CurlFailure(code: code, words: String(cString: words.baseAddress!), of: handle)
            return OnlineError(failure, to: request, settings: settings)
        }
        if let failure = transfer.failure?.error(of: host) ?? failure { throw failure }
        let status = curl_number(handle, CURL_INFO_STATUS)
        return HTTPResponse(
            host: host,
            status: status,
            headers: transfer.headers,
            body: transfer.body,
            words: status < 400 ? nil : ServerWords(in: transfer.body, hiding: request.secrets).text
        )
    }

    private func setOptions(of request: HTTPRequest, milliseconds: Int) {
        let address = request.address
        curl_set_pointer(handle, CURL_OPTION_URL, address.text)
        curl_set_pointer(handle, CURL_OPTION_CUSTOM_REQUEST, request.method.rawValue)
        // GitHub answers nobody without one (REST API, "User agent required").
        curl_set_pointer(handle, CURL_OPTION_USER_AGENT, settings.userAgent)
        curl_set_number(handle, CURL_OPTION_NO_SIGNAL, 1)
        // 0 would be no limit.
        curl_set_number(handle, CURL_OPTION_TIMEOUT_MILLISECONDS, max(1, milliseconds))
        let protocols = address.isHTTPS ? CURL_PROTOCOL_HTTPS : CURL_PROTOCOL_HTTP
        curl_set_number(handle, CURL_OPTION_PROTOCOLS, Int(protocols.rawValue))
        // Where a connection breaks that was used before, libcurl sends the request again by itself, whatever it is.
        if !request.isRepeatable { curl_set_number(handle, CURL_OPTION_FRESH_CONNECT, 1) }
        curl_set_number(handle, CURL_OPTION_SUPPRESS_CONNECT_HEADERS, 1)
        // A proxy is not this machine, and of http it would read all.
        if address.isOnThisMachine { curl_set_pointer(handle, CURL_OPTION_NO_PROXY, "*") }
        if let content = request.content {
            curl_set_number(handle, CURL_OPTION_POST_FIELD_SIZE, content.bytes.count)
            // The request holds the bytes until it has ended.
            content.bytes.expose { _ = curl_set_pointer(handle, CURL_OPTION_POST_FIELDS, $0.baseAddress) }
        } else if request.method == .post {
            curl_set_number(handle, CURL_OPTION_POST_FIELD_SIZE, 0)
            curl_set_pointer(handle, CURL_OPTION_POST_FIELDS, "")
        }
    }

    private func setCertificates(of request: HTTPRequest, authorities: Secret?) {
        if let pair = request.certificates?.clientPair {
            curl_set_pointer(handle, CURL_OPTION_CLIENT_CERTIFICATE, pair.certificate)
            curl_set_pointer(handle, CURL_OPTION_CLIENT_KEY, pair.key)
        }
        if let authorities {
            authorities.expose { _ = curl_set_bytes(handle, CURL_OPTION_CA_INFO_BYTES, $0.baseAddress, $0.count) }
            return
        }
        if let file = settings.certificateFile { curl_set_pointer(handle, CURL_OPTION_CA_INFO, file) }
        if let directory = settings.certificateDirectory { curl_set_pointer(handle, CURL_OPTION_CA_PATH, directory) }
    }
}

extension Transfer.Failure {
    fileprivate func error(of host: String) -> OnlineError {
        switch self {
        case .tooLarge: .tooLarge(host: host)
        case .foldedHeader: .malformed(host: host, "a header with a line break in it")
        }
    }
}
