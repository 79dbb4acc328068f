import CredentialHelper
import PersonalAccessToken

/// The access tokens of an account at Docker Hub (Docker Docs, "Docker Hub API reference", "Personal Access Tokens").
struct DockerHubAccount: TokenAccount {
    private static let path = "/v2/access-tokens"
    private static let pageSize = 100
    /// Nobody has so many tokens: a server that never comes to an end is not asked for ever.
    private static let mostPages = 100

    private let client: HTTPClient
    private let bearer: Secret

    init(by client: HTTPClient, bearer: Secret) {
        self.client = client
        self.bearer = bearer
    }

    func tokens() throws(OnlineError) -> [IssuedToken] {
        var tokens: [IssuedToken] = []
        for page in 1...Self.mostPages {
            // Never the address that the answer has for the next page: it could be anybody's.
            let answer = try ask(.get, "?page=\(page)&page_size=\(Self.pageSize)").object()
            guard let results = answer.objects("results") else {
                throw .malformed(host: DockerHub.host, "no results")
            }
            tokens += results.compactMap(IssuedToken.init(dockerHub:))
            if results.isEmpty || answer.string("next") == nil { return tokens }
        }
        throw .malformed(host: DockerHub.host, "pages without end")
    }

    func create(_ request: TokenRequest) throws(OnlineError) -> CreatedToken {
        var fields: [(String, HTTPRequest.Content.Value)] = [
            ("token_label", .text(request.description)), ("scopes", .texts([request.permission.scope])),
        ]
        if case .at(let time) = request.expiry { fields.append(("expires_at", .text(time.rfc3339))) }
        let answer = try ask(.post, "", HTTPRequest.Content(json: fields)).object()
        guard let secret = answer.secret("token") else { throw .malformed(host: DockerHub.host, "no token") }
        // The token counts: what else is said of it, or is not, is no reason to lose it.
        let token =
            IssuedToken(dockerHub: answer)
            ?? IssuedToken(
                id: "unknown",
                description: request.description,
                permission: request.permission,
                expiry: request.expiry
            )
        return CreatedToken(token: token, secret: secret)
    }

    func setActive(_ isActive: Bool, id: String) throws(OnlineError) {
        _ = try ask(.patch, "/\(PercentEncoding.text(id))", HTTPRequest.Content(json: ["is_active": .flag(isActive)]))
    }

    func delete(id: String) throws(OnlineError) {
        do throws(OnlineError) {
            _ = try ask(.delete, "/\(PercentEncoding.text(id))")
        } catch .answered(_, 404, _) {
            return
        }
    }

    private func ask(
        _ method: HTTPRequest.Method,
        _ rest: String,
        _ content: HTTPRequest.Content? = nil
    ) throws(OnlineError) -> HTTPResponse {
        let address = try WebAddress(https: DockerHub.host, path: Self.path + rest)
        let request = HTTPRequest(method: method, address: address, credential: .bearer(bearer), content: content)
        let response = try client.send(request)
        // Who asks is known, and may not: so is a bearer answered that was made from an access token.
        if response.status == 403 { throw .notAllowed(host: response.host, response.words) }
        return try response.accepted()
    }
}

extension IssuedToken {
    /// Reads a token object; `nil` for one whose number is none that could be a piece of a path.
    init?(dockerHub object: AnswerObject) {
        guard let id = object.string("uuid"), !id.isEmpty,
            id.utf8.allSatisfy({ $0.isASCIIDigit || $0.isASCIILetter || $0 == UInt8(ascii: "-") })
        else { return nil }
        // A time that nobody has set is one of the year 1 in some answers.
        let time = { (key: String) in
            object.string(key).flatMap { try? UnixTime(rfc3339: $0) }.flatMap { $0.seconds > 0 ? $0 : nil }
        }
        // What is left out, or null, does not end.
        let isEndless = object.string("expires_at").map(\.isEmpty) ?? true
        self.init(
            id: id,
            description: object.string("token_label") ?? "",
            permission: TokenPermission(scopes: object.strings("scopes") ?? []),
            isActive: object.isTrue("is_active"),
            created: time("created_at"),
            lastUsed: time("last_used"),
            expiry: isEndless ? .never : time("expires_at").map { .at($0) } ?? .unknown
        )
    }
}

extension TokenPermission {
    /// Docker Hub's word for it.
    var scope: String {
        switch self {
        case .publicRead: "repo:public_read"
        case .read: "repo:read"
        case .write: "repo:write"
        case .delete: "repo:admin"
        }
    }

    /// The highest of the scopes, which implies the others.
    init?(scopes: [String]) {
        guard let highest = Self.allCases.last(where: { scopes.contains($0.scope) }) else { return nil }
        self = highest
    }
}
