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

    package func check(
        _ credentials: [Credential],
        limit: Int,
        now: UnixTime,
        progress: (Int) -> Void
    ) throws(OnlineError) -> [CredentialCheck] {
        try HTTPClient.prepare()
        let settings = HTTPSettings(environment: environment, limit: limit, version: version)
        return SideBySide.map(credentials, progress: progress) { credential in
            do throws(OnlineError) {
                return try CredentialInquiry(credential, by: HTTPClient(settings)).answer(now: now)
            } catch {
                return CredentialCheck(word: .unknown, problems: [error])
            }
        }
    }
}
