import CCurl
import CredentialHelper

/// The headers of a request, in libcurl's form. They are lent from memory that is wiped; libcurl copies none of them
/// into a list of its own.
struct HeaderList {
    private let lines: [Secret]

    init(of request: HTTPRequest) throws(OnlineError) {
        // libcurl asks a server first whether it may send much; not all answer that.
        var lines = [Self.line("Accept: application/json"), Self.line("Expect:")]
        if let content = request.content { lines.append(Self.line("Content-Type: \(content.type)")) }
        if let credential = request.credential { lines.append(try credential.header()) }
        self.lines = lines
    }

    private static func line(_ text: String) -> Secret {
        let line = Secret(capacity: text.utf8.count + 1)
        for byte in text.utf8 { line.append(byte) }
        line.append(0)
        return line
    }

    /// Lends the list to `body`.
    func withList<Result>(_ body: (UnsafeMutablePointer<curl_slist>?) -> Result) -> Result {
        let nodes = UnsafeMutablePointer<curl_slist>.allocate(capacity: lines.count)
        defer { nodes.deallocate() }
        for (index, line) in lines.enumerated() {
            line.expose { bytes in
                let text = UnsafeMutableRawPointer(mutating: bytes.baseAddress!).assumingMemoryBound(to: CChar.self)
                let next = index + 1 < lines.count ? nodes + index + 1 : nil
                (nodes + index).initialize(to: curl_slist(data: text, next: next))
            }
        }
        return withExtendedLifetime(lines) { body(nodes) }
    }
}
