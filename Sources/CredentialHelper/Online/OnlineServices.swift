package import PersonalAccessToken

/// Those who can be asked about a token over the network: the registries, and whoever issues tokens.
package protocol OnlineServices {
    /// Asks of each credential, side by side.
    /// - Parameters:
    ///   - limit: how many seconds one request may take.
    ///   - progress: called now and then with how many are done.
    /// - Returns: the answers in the order of `credentials`.
    func check(
        _ credentials: [Credential],
        limit: Int,
        now: UnixTime,
        progress: (Int) -> Void
    ) throws(OnlineError) -> [CredentialCheck]

    /// - Parameters:
    ///   - limit: how many seconds one request may take.
    ///   - waiting: told of requests that take their time.
    /// - Returns: `nil` for a token that cannot replace itself.
    func selfRotatingToken(
        _ credential: Credential,
        limit: Int,
        waiting: any RequestWatcher
    ) throws(OnlineError) -> (any SelfRotatingToken)?

    /// - Parameters:
    ///   - limit: how many seconds one request may take.
    ///   - waiting: told of requests that take their time.
    func dockerHub(limit: Int, waiting: any RequestWatcher) throws(OnlineError) -> any DockerHubService
}
