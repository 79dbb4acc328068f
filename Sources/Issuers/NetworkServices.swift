package import CredentialHelper
package import PersonalAccessToken

/// The registries and issuers on the network. Nothing is loaded or asked before somebody is to be asked.
package struct NetworkServices: OnlineServices {
    private let environment: [String: String]
    private let version: String

    package init(environment: [String: String], version: String) {
        self.environment = environment
        self.version = version
    }

    package func selfRotatingToken(
        _ credential: Credential,
        limit: Int,
        waiting: any RequestWatcher
    ) throws(OnlineError) -> (any SelfRotatingToken)? {
        try HTTPClient.prepare()
        let client = try HTTPClient(settings(limit: limit), watcher: waiting)
        return try CredentialInquiry(credential, by: client).selfRotatingToken()
    }

    package func dockerHub(limit: Int, waiting: any RequestWatcher) throws(OnlineError) -> any DockerHubService {
        try HTTPClient.prepare()
        return DockerHub(by: try HTTPClient(settings(limit: limit), watcher: waiting))
    }

    package func check(
        _ credentials: [Credential],
        limit: Int,
        now: UnixTime,
        progress: (Int) -> Void
    ) throws(OnlineError) -> [CredentialCheck] {
        try HTTPClient.prepare()
        let settings = settings(limit: limit)
        return SideBySide.map(credentials, progress: progress) { credential in
            do throws(OnlineError) {
                return try CredentialInquiry(credential, by: HTTPClient(settings)).answer(now: now)
            } catch {
                return CredentialCheck(word: .unknown, problems: [error])
            }
        }
    }

    private func settings(limit: Int) -> HTTPSettings {
        HTTPSettings(environment: environment, limit: limit, version: version)
    }
}
