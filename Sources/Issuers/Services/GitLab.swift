import CredentialHelper
import PersonalAccessToken

/// GitLab, and servers of one's own (GitLab Docs, "Personal access tokens API").
struct GitLab: TokenIssuer {
    private let api: WebAddress
    private let secret: Secret
    /// Whether it may be something else, since an instance can choose its tokens' prefix.
    private let isGuess: Bool

    init?(of credential: TokenInUse) throws(OnlineError) {
        let kind = credential.token.kind
        guard kind == .gitlabPersonalAccessToken || kind == .unknown,
            let api = try Self.api(of: credential)
        else { return nil }
        self.api = api
        secret = credential.secret
        isGuess = kind == .unknown
    }

    /// The registry of a GitLab names that GitLab as its token server, at `/jwt/auth`.
    private static func api(of credential: TokenInUse) throws(OnlineError) -> WebAddress? {
        if RegistryService.gitlab.registryHosts.contains(credential.registry) {
            return try WebAddress(https: "gitlab.com", path: "/api/v4")
        }
        guard let realm = credential.realm, realm.path.hasSuffix("/jwt/auth") else { return nil }
        return try realm.at(realm.path.dropLast("/jwt/auth".count) + "/api/v4")
    }

    func expiry(by client: HTTPClient, now: UnixTime) throws(OnlineError) -> Expiry {
        let address = try api.at(api.path + "/personal_access_tokens/self")
        let request = HTTPRequest(address: address, credential: .privateToken(secret))
        let answer: AnswerObject
        do throws(OnlineError) {
            answer = try client.send(request).accepted().object()
        } catch .refused where isGuess {
            return .unknown
        }
        if answer.isNull("expires_at") { return .never }
        guard let date = answer.string("expires_at") else { return .unknown }
        // The token ends when that day begins.
        guard let time = try? UnixTime(rfc3339: "\(date)T00:00:00Z") else {
            throw .malformed(host: address.authority, "expires_at is no date")
        }
        return .at(time)
    }
}
