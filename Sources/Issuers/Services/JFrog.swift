import CredentialHelper
import PersonalAccessToken

/// The JFrog Platform, which is the registry itself (JFrog, "Access Tokens", "Get Token by ID").
struct JFrog: TokenIssuer {
    private let address: WebAddress
    private let secret: Secret
    private let certificates: RegistryCertificates

    init?(of credential: TokenInUse) throws(OnlineError) {
        guard [.jfrogAccessToken, .jfrogReferenceToken].contains(credential.token.kind) else { return nil }
        address = try WebAddress(https: credential.registry, path: "/access/api/v1/tokens/me")
        secret = credential.secret
        certificates = credential.certificates
    }

    func expiry(by client: HTTPClient, now: UnixTime) throws(OnlineError) -> Expiry {
        let request = HTTPRequest(address: address, credential: .bearer(secret), certificates: certificates)
        let response = try client.send(request)
        // Older platforms do not know the question.
        if response.status == 404 { return .unknown }
        let answer = try response.accepted().object()
        // 0 is no time, and none is made for one beyond the years that can be written.
        guard let number = answer.number("expiry"), let seconds = Int64(number), seconds > 0 else { return .unknown }
        return .at(UnixTime(seconds: seconds))
    }
}
