import CredentialHelper

/// How a registry wants to be told who asks (distribution/distribution, "Token Authentication Specification").
enum RegistryChallenge: Equatable {
    case basic
    /// By a token that its token server gives out.
    case bearer(realm: WebAddress, service: String?)

    /// The challenge of a registry's answer, if it has one that can be met; a token server goes before a password, as
    /// docker has it.
    /// - Parameter registry: whom the answer is from: only a registry on this machine may name a token server by http,
    ///   which is to be on this machine, too.
    init(_ response: HTTPResponse, of registry: WebAddress) throws(OnlineError) {
        var challenges: [AuthenticationChallenge] = []
        for header in response.values(of: "www-authenticate") {
            guard let found = AuthenticationChallenge.challenges(in: header) else {
                throw .malformed(host: response.host, "its challenge is not of the form of RFC 9110")
            }
            challenges += found
        }
        if let bearer = challenges.first(where: { $0.scheme == "bearer" }) {
            let realm = try Self.realm(of: bearer, registry: registry)
            self = .bearer(realm: realm, service: bearer.parameters["service"])
        } else if challenges.contains(where: { $0.scheme == "basic" }) {
            self = .basic
        } else {
            throw .malformed(host: response.host, "it asks for neither a token nor a password")
        }
    }

    private static func realm(
        of challenge: AuthenticationChallenge,
        registry: WebAddress
    ) throws(OnlineError) -> WebAddress {
        guard let text = challenge.parameters["realm"], let realm = try? WebAddress(text) else {
            throw .malformed(host: registry.authority, "its token server is not the address of a host by https")
        }
        guard realm.isHTTPS || registry.isOnThisMachine else { throw .insecure(host: realm.authority) }
        return realm
    }
}
