/// Why somebody on the network gave no answer, or not the one that was wanted. No text in here has a secret in it.
package enum OnlineError: Error, Equatable {
    /// libcurl is not installed.
    case noLibrary
    /// The name of a server that is no host, with a port or without.
    case notAHost
    /// The token would cross the network in the clear.
    case insecure(host: String)
    /// The credential has characters that no header can carry.
    case unsendable
    case unresolved(host: String)
    /// No connection, and why.
    case unreachable(host: String, String)
    /// The connection broke, and nobody knows what came of the request; the text is libcurl's, where it is nothing
    /// known.
    case broken(host: String, String? = nil)
    /// The host could not prove who it is, and why.
    case untrusted(host: String, CertificateFlaw)
    /// The file or directory with the certificates to trust cannot be read; `nil` for the system's.
    case noCertificates(String?)
    case silent(host: String, seconds: Int)
    /// The answer is larger than any real one.
    case tooLarge(host: String)
    /// The answer is not what it should be.
    case malformed(host: String, String)
    /// The host sends whoever asks to another address, where no token is sent.
    case redirected(host: String)
    /// The host wants to be asked less often; the text says until when, if it did.
    case limited(host: String, until: String?)
    /// The credential is refused; the text is the host's.
    case refused(host: String, status: Int, String?)
    /// Whoever asks is known, and may not do that; the text is the host's.
    case notAllowed(host: String, String?)
    /// An answer that was not expected; the text is the host's.
    case answered(host: String, status: Int, String?)

    /// Whether somebody has judged the credential, and has no use for it.
    package var isRefusal: Bool {
        if case .refused = self { true } else { false }
    }

    /// Whether the host has answered, and something else than was wanted.
    var isAnswer: Bool {
        if case .answered = self { true } else { false }
    }

    /// Whether what was asked for may have been done all the same.
    package var mayBeDone: Bool {
        switch self {
        case .broken, .silent, .tooLarge, .malformed: true
        case .answered(_, let status, _): status >= 500
        default: false
        }
    }
}
