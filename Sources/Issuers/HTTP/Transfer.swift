import CCurl
import CredentialHelper
import PersonalAccessToken

/// What comes in of an answer, as libcurl gives it out piece by piece.
final class Transfer {
    private static let largestBody = 1 << 20
    private static let largestHeaders = 1 << 16

    private(set) var headers: [HTTPHeader] = []
    private(set) var body = Secret(capacity: 4096)
    private var headerSize = 0
    private(set) var failure: Failure?
    private let host: String
    private let receive: ((UnsafeBufferPointer<UInt8>) -> Void)?
    private let watcher: (any RequestWatcher)?

    /// - Parameters:
    ///   - host: whose answer it is.
    ///   - receive: called with each piece of the body when it arrives.
    ///   - watcher: told while nothing arrives.
    init(host: String, receive: ((UnsafeBufferPointer<UInt8>) -> Void)?, watcher: (any RequestWatcher)?) {
        self.host = host
        self.receive = receive
        self.watcher = watcher
    }

    enum Failure {
        case tooLarge
        /// A header goes on in the next line (RFC 9112, section 5.2, forbids it).
        case foldedHeader
    }

    /// Has libcurl give the answer to this object, which must outlive the request.
    func receive(from handle: UnsafeMutableRawPointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        curl_set_pointer(handle, CURL_OPTION_WRITE_DATA, context)
        curl_set_pointer(handle, CURL_OPTION_HEADER_DATA, context)
        curl_set_receiver(handle, CURL_OPTION_WRITE_FUNCTION) { bytes, _, count, context in
            Transfer.of(context).take(bytes, count: count) { $0.takeBody($1) }
        }
        curl_set_receiver(handle, CURL_OPTION_HEADER_FUNCTION) { bytes, _, count, context in
            Transfer.of(context).take(bytes, count: count) { $0.takeHeader($1) }
        }
        guard watcher != nil else { return }
        curl_set_number(handle, CURL_OPTION_NO_PROGRESS, 0)
        curl_set_pointer(handle, CURL_OPTION_PROGRESS_DATA, context)
        curl_set_watcher(handle) { context, _, _, _, _ in
            let transfer = Transfer.of(context)
            transfer.watcher?.isWaiting(for: transfer.host)
            return 0
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer {
        Unmanaged.fromOpaque(context!).takeUnretainedValue()
    }

    /// - Returns: how much was taken; less than all ends the request.
    private func take(
        _ bytes: UnsafeMutablePointer<CChar>?,
        count: Int,
        by taker: (Transfer, UnsafeBufferPointer<UInt8>) -> Failure?
    ) -> Int {
        guard let bytes else { return 0 }
        failure = bytes.withMemoryRebound(to: UInt8.self, capacity: count) { start in
            taker(self, UnsafeBufferPointer(start: start, count: count))
        }
        return failure == nil ? count : 0
    }

    private func takeBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Failure? {
        receive?(bytes)
        guard body.count + bytes.count <= Self.largestBody else { return .tooLarge }
        body.append(bytes)
        return nil
    }

    private func takeHeader(_ bytes: UnsafeBufferPointer<UInt8>) -> Failure? {
        headerSize += bytes.count
        guard headerSize <= Self.largestHeaders else { return .tooLarge }
        let line = bytes.prefix { $0 != 0x0D && $0 != 0x0A }
        if bytes.first == UInt8(ascii: " ") || bytes.first == UInt8(ascii: "\t") { return .foldedHeader }
        if line.starts(with: "HTTP/".utf8) {
            // Another answer begins: the ones before were only intermediate ones (RFC 9110, section 15.2).
            headers = []
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            let name = String(decoding: line[..<colon].map(\.lowercasedASCII), as: UTF8.self)
            headers.append(HTTPHeader(name: name, value: Self.value(bytes[(colon + 1)...])))
        }
        return nil
    }

    /// Without the white space around it, of which the end of the line is a part.
    private static func value(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        let isSpace = { (byte: UInt8) in [0x20, 0x09, 0x0D, 0x0A].contains(byte) }
        let start = bytes.firstIndex { !isSpace($0) } ?? bytes.endIndex
        let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
