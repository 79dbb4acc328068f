import CredentialHelper
import PersonalAccessToken

/// GitLab, and servers of one's own (GitLab Docs, "Personal access tokens API").
struct GitLab: TokenIssuer {
    private let api: WebAddress
    private let secret: Secret
    /// The registry's, where its token server is the GitLab.
    private let certificates: RegistryCertificates?
    /// Whether it may be something else, since an instance can choose its tokens' prefix.
    private let isGuess: Bool

    init?(of credential: TokenInUse) throws(OnlineError) {
        let kind = credential.token.kind
        guard kind == .gitlabPersonalAccessToken || kind == .unknown,
            let api = try Self.api(of: credential)
        else { return nil }
        self.api = api
        secret = credential.secret
        certificates = api.authority == credential.realm?.authority ? credential.certificates : nil
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
        do throws(OnlineError) {
            return try Self.expiry(in: tokenItself(by: client), host: api.authority)
        } catch .refused where isGuess {
            return .unknown
        }
    }

    /// What the instance says of the token.
    func tokenItself(by client: HTTPClient) throws(OnlineError) -> AnswerObject {
        let address = try api.at(api.path + "/personal_access_tokens/self")
        let request = HTTPRequest(
            address: address,
            credential: .privateToken(secret),
            certificates: certificates
        )
        return try client.send(request).accepted().object()
    }

    /// Has the instance replace the token. Never to be repeated: of a token that was replaced before, all descendants
    /// are revoked.
    func rotate(
        by client: HTTPClient,
        expiresOn date: String,
        receive: @escaping (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(OnlineError) -> RotatedToken {
        var request = HTTPRequest(
            method: .post,
            address: try api.at(api.path + "/personal_access_tokens/self/rotate"),
            credential: .privateToken(secret),
            content: HTTPRequest.Content(json: ["expires_at": .text(date)]),
            certificates: certificates
        )
        request.receive = receive
        let response = try client.send(request)
        if response.status == 403 { throw .notAllowed(host: response.host, response.words) }
        let answer = try response.accepted().object()
        guard let token = answer.secret("token") else { throw .malformed(host: response.host, "no token") }
        // The token counts: a date of another form is no reason to lose it.
        return RotatedToken(secret: token, expiry: (try? Self.expiry(in: answer, host: response.host)) ?? .unknown)
    }

    private static func expiry(in answer: AnswerObject, host: String) throws(OnlineError) -> Expiry {
        if answer.isNull("expires_at") { return .never }
        guard let date = answer.string("expires_at") else { return .unknown }
        // The token ends when that day begins.
        guard let time = try? UnixTime(rfc3339: "\(date)T00:00:00Z") else {
            throw .malformed(host: host, "expires_at is no date")
        }
        return .at(time)
    }
}

/// A token of GitLab's that is to replace itself.
struct GitLabRotation: SelfRotatingToken {
    private let token: GitLab
    private let client: HTTPClient

    init(of token: GitLab, by client: HTTPClient) {
        self.token = token
        self.client = client
    }

    func lifetime() throws(OnlineError) -> Int64? {
        let answer = try token.tokenItself(by: client)
        // In whole days, since only days can be asked for.
        let day = { (key: String) in
            answer.string(key).flatMap { try? UnixTime(rfc3339: "\($0.prefix(10))T00:00:00Z") }
        }
        guard let start = day("created_at"), let end = day("expires_at"), end > start else { return nil }
        return end.seconds - start.seconds
    }

    func rotate(
        expiry: UnixTime,
        receive: @escaping (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(OnlineError) -> RotatedToken {
        try token.rotate(by: client, expiresOn: expiry.date, receive: receive)
    }
}
