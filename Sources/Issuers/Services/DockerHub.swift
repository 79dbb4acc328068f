import CredentialHelper
import PersonalAccessToken

/// Docker Hub (Docker Docs, "Docker Hub API reference"): who signs in, and which token is which.
struct DockerHub: DockerHubService {
    static let host = "hub.docker.com"

    private let client: HTTPClient

    init(by client: HTTPClient) {
        self.client = client
    }

    func account(accessToken: Secret) -> any TokenAccount {
        DockerHubAccount(by: client, bearer: accessToken)
    }

    func account(username: String, password: Secret, code: () throws -> Secret) throws -> any TokenAccount {
        do {
            return account(accessToken: try bearer(username: username, secret: password))
        } catch OnlineError.refused {
            // Of an account with a second factor only the older call says so.
            return account(accessToken: try secondFactor(username: username, password: password, code: code))
        }
    }

    /// A bearer made from an access token says in its claims of which (docker/cli, `internal/oauth/jwt.go`).
    func id(of credential: Credential) throws(OnlineError) -> String? {
        let bearer = try bearer(username: credential.username, secret: credential.secret)
        let source = Self.claims(of: bearer)?.object("https://hub.docker.com")?.string("source")
        let parts = source?.split(separator: "|") ?? []
        return parts.count == 2 && parts[0] == "docker_pat" ? String(parts[1]) : nil
    }

    private func bearer(username: String, secret: Secret) throws(OnlineError) -> Secret {
        let content = HTTPRequest.Content(json: ["identifier": .text(username), "secret": .secret(secret)])
        let answer = try post("/v2/auth/token", content).accepted().object()
        guard let token = answer.secret("access_token") else { throw .malformed(host: Self.host, "no access_token") }
        return token
    }

    private func secondFactor(username: String, password: Secret, code: () throws -> Secret) throws -> Secret {
        let login = HTTPRequest.Content(json: ["username": .text(username), "password": .secret(password)])
        let first = try post("/v2/users/login", login)
        let ticket = first.status == 401 ? (try? first.object())?.secret("login_2fa_token") : nil
        guard let ticket else {
            return try token(in: first.accepted())
        }
        let proof = HTTPRequest.Content(json: ["login_2fa_token": .secret(ticket), "code": .secret(try code())])
        return try token(in: post("/v2/users/2fa-login", proof).accepted())
    }

    private func token(in response: HTTPResponse) throws(OnlineError) -> Secret {
        guard let token = try response.object().secret("token") else { throw .malformed(host: Self.host, "no token") }
        return token
    }

    private func post(_ path: String, _ content: HTTPRequest.Content) throws(OnlineError) -> HTTPResponse {
        let address = try WebAddress(https: Self.host, path: path)
        return try client.send(HTTPRequest(method: .post, address: address, content: content))
    }

    /// The claims of a JWT (RFC 7519), which nobody has to believe: they only say which token is which.
    private static func claims(of token: Secret) -> AnswerObject? {
        token.expose { bytes in
            let dots = bytes.indices.filter { bytes[$0] == UInt8(ascii: ".") }
            guard dots.count == 2 else { return nil }
            return Base64.withDecoded(bytes.span, in: dots[0] + 1..<dots[1], as: .url) { claims in
                claims.withUnsafeBufferPointer { try? AnswerObject(Secret($0)) }
            }
        }
    }
}
