import CredentialHelper
import PersonalAccessToken

/// DigitalOcean's registry (digitalocean/doctl asks the same).
struct DigitalOcean: TokenIssuer {
    private let secret: Secret

    init?(of credential: TokenInUse) {
        guard credential.registry == "registry.digitalocean.com",
            credential.token.kind == .digitalOceanPersonalAccessToken
        else { return nil }
        secret = credential.secret
    }

    func expiry(by client: HTTPClient, now: UnixTime) throws(OnlineError) -> Expiry {
        let address = try WebAddress(https: "cloud.digitalocean.com", path: "/v1/oauth/token/info")
        let answer = try client.send(HTTPRequest(address: address, credential: .bearer(secret))).accepted().object()
        // Of a token that does not expire nothing is said, or 0.
        guard let number = answer.number("expires_in_seconds"), let seconds = Int64(number),
            (1...UnixTime.latest.seconds).contains(seconds)
        else { return .unknown }
        return .at(UnixTime(seconds: now.seconds + seconds))
    }
}
