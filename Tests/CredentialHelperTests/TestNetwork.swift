import PersonalAccessToken

@testable import CredentialHelper

/// A network on which a test says what is answered.
struct TestNetwork: OnlineServices {
    /// By server; where there is none, the credential works and nothing is said of its expiry.
    var answers: [String: CredentialCheck] = [:]
    /// Why nobody can be asked at all.
    var failure: OnlineError?
    /// Docker Hub; without one nobody answers.
    var hub: (any DockerHubService)?
    /// What replaces itself; without one no token can.
    var rotating: (any SelfRotatingToken)?

    func check(
        _ credentials: [Credential],
        limit: Int,
        now: UnixTime,
        progress: (Int) -> Void
    ) throws(OnlineError) -> [CredentialCheck] {
        if let failure { throw failure }
        return credentials.map { answers[$0.server] ?? CredentialCheck(word: .works) }
    }

    func selfRotatingToken(
        _ credential: Credential,
        limit: Int,
        waiting: any RequestWatcher
    ) throws(OnlineError) -> (any SelfRotatingToken)? { rotating }

    func dockerHub(limit: Int, waiting: any RequestWatcher) throws(OnlineError) -> any DockerHubService {
        guard let hub else { throw failure ?? .unresolved(host: "hub.docker.com") }
        return hub
    }
}
