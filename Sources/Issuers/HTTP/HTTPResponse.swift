import CredentialHelper
import PersonalAccessToken

/// What a web server answered.
struct HTTPResponse {
    let host: String
    let status: Int
    let headers: [HTTPHeader]
    let body: Secret
    /// What the server has to say to people, with nothing secret in it.
    let words: String?

    func values(of name: String) -> [String] {
        headers.filter { $0.name == name }.map(\.value)
    }

    /// Throws unless it is an answer to what was asked (2xx).
    @discardableResult
    func accepted() throws(OnlineError) -> HTTPResponse {
        switch status {
        case 200..<300: return self
        case 300..<400: throw .redirected(host: host)
        case 429: throw .limited(host: host, until: timeToTryAgain)
        // GitHub says so of those who ask too often (REST API, "Rate limits").
        case 403 where timeToTryAgain != nil: throw .limited(host: host, until: timeToTryAgain)
        case 401, 403: throw .refused(host: host, status: status, words)
        default: throw .answered(host: host, status: status, words)
        }
    }

    /// The answer as an object of JSON.
    func object() throws(OnlineError) -> AnswerObject {
        do throws(JSONError) {
            return try AnswerObject(body)
        } catch {
            let what =
                switch error {
                case .malformed, .wrongType: "no object of JSON"
                case .tooDeep: "JSON that is nested too deeply"
                }
            throw .malformed(host: host, what)
        }
    }

    /// `at 2027-03-01T00:00:00Z`, `in 30 s`: Docker Hub's header with a time in Unix seconds, GitHub's, or that of
    /// RFC 9110, section 10.2.3.
    private var timeToTryAgain: String? {
        for name in ["x-retry-after", "x-ratelimit-reset"] {
            if name == "x-ratelimit-reset", values(of: "x-ratelimit-remaining").first != "0" { continue }
            if let text = values(of: name).first, let seconds = Int64(text), seconds > 1_000_000_000 {
                return "at \(UnixTime(seconds: seconds).rfc3339)"
            }
        }
        guard let text = values(of: "retry-after").first, !text.isEmpty, text.utf8.count <= 40 else { return nil }
        return Int(text) != nil ? "in \(text) s" : "at \(text)"
    }
}

struct HTTPHeader {
    /// In lower case.
    let name: String
    /// Without the white space around it.
    let value: String
}
