import CredentialHelper
import PersonalAccessToken

/// Asks a registry of one credential, and then whoever has issued it.
struct CredentialInquiry {
    private let client: HTTPClient
    private let credential: Credential
    private let token: Token

    init(_ credential: Credential, by client: HTTPClient) {
        self.client = client
        self.credential = credential
        token = credential.token
    }

    func answer(now: UnixTime) throws(OnlineError) -> CredentialCheck {
        let host = try RegistryHost(credential.server)
        let verdict = RegistryCheck(of: credential, at: host, by: client).verdict
        var problems = verdict.problem.map { [$0] } ?? []
        var expiry = Expiry.unknown
        do throws(OnlineError) {
            if verdict.word != .refused, token.expiry == .unknown {
                expiry = try issuersAnswer(to: use(at: host, verdict), now: now)
            }
        } catch {
            if !problems.contains(error) { problems.append(error) }
        }
        return CredentialCheck(word: verdict.word, expiry: expiry, problems: problems)
    }

    /// The token, if it can replace itself.
    func selfRotatingToken() throws(OnlineError) -> (any SelfRotatingToken)? {
        let host = try RegistryHost(credential.server)
        let verdict = RegistryCheck(of: credential, at: host, by: client).verdict
        // A dead one must not be rotated: that could revoke its successor.
        if let problem = verdict.problem { throw problem }
        return try GitLab(of: use(at: host, verdict)).map { GitLabRotation(of: $0, by: client) }
    }

    private func use(at host: RegistryHost, _ verdict: RegistryVerdict) -> TokenInUse {
        TokenInUse(
            secret: credential.secret,
            token: token,
            registry: host.authority,
            realm: verdict.realm,
            certificates: verdict.certificates
        )
    }

    private func issuersAnswer(to use: TokenInUse, now: UnixTime) throws(OnlineError) -> Expiry {
        for issuer in TokenIssuers.all {
            if let issuer = try issuer.init(of: use) { return try issuer.expiry(by: client, now: now) }
        }
        return .unknown
    }
}
