import CredentialHelper
import PersonalAccessToken

/// Who issues tokens, and can be asked by a token itself when it expires. A new one is a file beside this one, and a
/// row in `all`.
protocol TokenIssuer {
    /// `nil` when it is not the issuer of that credential.
    ///
    /// Where its API is follows from the registry's name, or is the token server that this registry names: never from
    /// the token, which anybody may have made up.
    init?(of credential: TokenInUse) throws(OnlineError)

    /// - Returns: `.unknown` when it does not say.
    func expiry(by client: HTTPClient, now: UnixTime) throws(OnlineError) -> Expiry
}

enum TokenIssuers {
    static var all: [any TokenIssuer.Type] { [GitHub.self, GitLab.self, JFrog.self, DigitalOcean.self] }
}

/// A credential, and what is known of where it is used.
struct TokenInUse {
    let secret: Secret
    let token: Token
    /// The registry's host, and its port if it has one.
    let registry: String
    /// The token server that the registry has named.
    let realm: WebAddress?
    /// By which the registry was asked, for an issuer at the registry's own host, or at its token server's.
    let certificates: RegistryCertificates
}
