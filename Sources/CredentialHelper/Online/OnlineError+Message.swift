/// How the errors of the network read; the rules are those of `HelperError+Message`.
extension OnlineError {
    var message: String {
        switch self {
        case .noLibrary: "libcurl is not installed, by which the network is asked"
        case .notAHost: "its name is not that of a host on the network"
        case .insecure(let host): "\(host) is reached by http://, where anybody could read the token: not asked"
        case .unsendable: "the credential has characters in it that cannot be sent"
        case .unresolved(let host): "there is no host of the name \(host), or the network is down"
        case .unreachable(let host, let text): "\(host) cannot be reached: \(text)"
        case .broken(let host, nil): "the connection to \(host) broke before its answer was whole"
        case .broken(let host, let text?): "the connection to \(host) broke: \(text)"
        case .untrusted(let host, let flaw): "\(host) cannot prove that it is \(host): \(flaw.message)"
        case .noCertificates(let path): "the certificates to trust cannot be read: \(path ?? "those of the system")"
        case .silent(let host, let seconds): "\(host) did not answer within \(seconds) s"
        case .tooLarge(let host): "\(host) answers with more than 1 MiB"
        case .malformed(let host, let what): "\(host) does not answer as it should: \(what)"
        case .redirected(let host): "\(host) redirects to another address, where no token is sent"
        case .limited(let host, let time?): "\(host) was asked too often: try again \(time)"
        case .limited(let host, nil): "\(host) was asked too often: try again later"
        case .refused(let host, let status, let text): "\(host) refuses it (\(status)\(Self.quoted(text)))"
        case .notAllowed(let host, let text): "\(host) does not allow it (403\(Self.quoted(text)))"
        case .answered(let host, let status, let text): "\(host) answered \(status)\(Self.quoted(text))"
        }
    }

    var hint: String? {
        switch self {
        case .noLibrary: "install it: apt install libcurl4, dnf install libcurl, apk add libcurl"
        case .insecure: "only a registry on this machine is asked without https"
        case .unresolved: "see whether the name is right; https_proxy is obeyed, if the way out is a proxy"
        case .untrusted(_, .expired), .untrusted(_, .notYetValid): "see whether this machine's clock is right"
        case .untrusted(_, .unknownIssuer):
            "for a certificate authority of your own: /etc/docker/certs.d/HOST/ca.crt, where docker looks, too, or "
                + "SSL_CERT_FILE"
        case .noCertificates: "SSL_CERT_FILE and SSL_CERT_DIR name them"
        case .silent: "DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"
        case .notAllowed:
            "an access token cannot manage access tokens: give the account's password, or log in by docker login "
                + "without -u"
        case .untrusted, .notAHost, .unsendable, .unreachable, .broken, .tooLarge, .malformed, .redirected, .limited,
            .refused,
            .answered:
            nil
        }
    }

    private static func quoted(_ text: String?) -> String {
        text.map { ", “\($0)”" } ?? ""
    }
}
