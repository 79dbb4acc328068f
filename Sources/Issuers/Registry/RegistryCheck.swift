import CredentialHelper

/// Asks a registry whether it lets somebody in, as `docker login` does (docker/cli, `internal/registry/auth.go`).
struct RegistryCheck {
    private let client: HTTPClient
    private let credential: Credential
    private let host: RegistryHost
    /// Of the registry, and of its token server, as docker has it.
    private let certificates: RegistryCertificates
    /// What docker calls itself. An identity token may be good for the program alone to which it was given.
    private static let program = "docker"

    init(of credential: Credential, at host: RegistryHost, by client: HTTPClient) {
        self.client = client
        self.credential = credential
        self.host = host
        certificates = client.certificates(of: host.authority)
    }

    var verdict: RegistryVerdict {
        var verdict = RegistryVerdict(word: .unreachable, certificates: certificates)
        do throws(OnlineError) {
            let (registry, response) = try firstAnswer(of: host.addresses)
            guard response.status == 401 else {
                // Some ask for each repository only: that they let everybody in here proves nothing.
                try response.accepted()
                verdict.word = .unknown
                return verdict
            }
            switch try RegistryChallenge(response, of: registry) {
            case .basic:
                let basic = HTTPCredential.basic(username: credential.username, credential.secret)
                try send(HTTPRequest(address: registry, credential: basic)).accepted()
            case .bearer(let realm, let service):
                verdict.realm = realm
                let bearer = try token(from: realm, service: service)
                try send(HTTPRequest(address: registry, credential: .bearer(bearer))).accepted()
            }
            verdict.word = .works
        } catch {
            verdict.word = error.isRefusal ? .refused : .unreachable
            verdict.problem = error
        }
        return verdict
    }

    /// What the registry says to somebody unknown. On this machine it may speak https or http.
    private func firstAnswer(of addresses: [WebAddress]) throws(OnlineError) -> (WebAddress, HTTPResponse) {
        for address in addresses.dropLast() {
            do throws(OnlineError) {
                return (address, try send(HTTPRequest(address: address)))
            } catch .unreachable {
                continue
            }
        }
        guard let last = addresses.last else { throw .notAHost }
        return (last, try send(HTTPRequest(address: last)))
    }

    /// What the registry's token server gives for the credential: a token with no rights but to say who asks.
    private func token(from realm: WebAddress, service: String?) throws(OnlineError) -> Secret {
        let request: HTTPRequest
        if credential.username == "<token>" {
            let form = HTTPRequest.Content(
                form: ["grant_type": "refresh_token", "service": service ?? "", "client_id": Self.program],
                secretName: "refresh_token",
                secret: credential.secret
            )
            request = HTTPRequest(method: .post, address: realm, content: form)
        } else {
            var address = realm
            if let service { address = try address.adding(query: ["service": service]) }
            address = try address.adding(query: ["client_id": Self.program, "account": credential.username])
            let basic = HTTPCredential.basic(username: credential.username, credential.secret)
            request = HTTPRequest(address: address, credential: basic)
        }
        let response = try send(request)
        // So is a dead refresh token answered (RFC 6749, section 5.2, `invalid_grant`).
        if response.status == 400, request.method == .post {
            throw .refused(host: response.host, status: response.status, response.words)
        }
        let answer = try response.accepted().object()
        guard let token = answer.secret("token") ?? answer.secret("access_token") else {
            throw .malformed(host: realm.authority, "no token")
        }
        return token
    }

    private func send(_ request: HTTPRequest) throws(OnlineError) -> HTTPResponse {
        var request = request
        request.certificates = certificates
        return try client.send(request)
    }
}
