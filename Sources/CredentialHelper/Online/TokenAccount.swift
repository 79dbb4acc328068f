/// Docker Hub, where access tokens are made and managed.
package protocol DockerHubService {
    /// The account that docker's web login has signed in to.
    /// - Parameter accessToken: what docker keeps of that login, while it lasts.
    func account(accessToken: Secret) -> any TokenAccount

    /// The account that a password signs in to.
    /// - Parameter code: asked for when the account has a second factor.
    func account(username: String, password: Secret, code: () throws -> Secret) throws -> any TokenAccount

    /// The number of an access token of Docker Hub's that is kept here; `nil` when it is none, as a password.
    func id(of credential: Credential) throws(OnlineError) -> String?
}

/// An account whose access tokens can be managed.
package protocol TokenAccount {
    /// All of them, in the issuer's order.
    func tokens() throws(OnlineError) -> [IssuedToken]
    func create(_ request: TokenRequest) throws(OnlineError) -> CreatedToken
    /// Enables or disables one.
    func setActive(_ isActive: Bool, id: String) throws(OnlineError)
    /// Deletes one, for good. That there is none any more is fine.
    func delete(id: String) throws(OnlineError)
}
