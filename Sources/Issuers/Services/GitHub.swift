import CredentialHelper
import PersonalAccessToken

/// GitHub, and servers of one's own (GitHub Docs, REST API, "Get the authenticated user").
struct GitHub: TokenIssuer {
    private let address: WebAddress
    private let secret: Secret

    /// GitHub Enterprise Server has its registry at a host of its own.
    private static let registryPrefix = "containers."

    init?(of credential: TokenInUse) throws(OnlineError) {
        guard credential.token.kind.issuer == "GitHub" else { return nil }
        if RegistryService.github.registryHosts.contains(credential.registry) {
            address = try WebAddress(https: "api.github.com", path: "/user")
        } else if credential.registry.hasPrefix(Self.registryPrefix) {
            let host = String(credential.registry.dropFirst(Self.registryPrefix.count))
            address = try WebAddress(https: host, path: "/api/v3/user")
        } else {
            return nil
        }
        secret = credential.secret
    }

    func expiry(by client: HTTPClient, now: UnixTime) throws(OnlineError) -> Expiry {
        let response = try client.send(HTTPRequest(address: address, credential: .bearer(secret))).accepted()
        guard let text = response.values(of: "github-authentication-token-expiration").first else { return .unknown }
        guard let time = Self.time(text) else {
            throw .malformed(host: response.host, "its time of expiry is of an unknown form")
        }
        return .at(time)
    }

    /// Reads `2021-10-07 19:07:53 UTC` and `2027-03-31 00:00:00 +0900`.
    static func time(_ text: String) -> UnixTime? {
        let parts = text.split(separator: " ")
        guard parts.count == 3 else { return nil }
        let zone = parts[2] == "UTC" ? "Z" : "\(parts[2].prefix(3)):\(parts[2].dropFirst(3))"
        return try? UnixTime(rfc3339: "\(parts[0])T\(parts[1])\(zone)")
    }
}
