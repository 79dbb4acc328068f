import PersonalAccessToken

/// When access tokens of Docker Hub's expire. Docker Hub lets no token ask about itself, so docker's web login does,
/// where it is kept and lasts; else that stays unknown.
struct HubExpiry {
    let helper: Helper
    let store: any CredentialStore
    /// For one request, in seconds.
    let limit: Int

    /// The answers, with what Docker Hub's list says.
    func completed(_ asked: [CheckedCredential]) -> [CheckedCredential] {
        var sessions: [Profile: Lists?] = [:]
        return asked.map { checked in
            guard checked.check.word == .works, checked.check.expiry == .unknown,
                checked.credential.token.kind == .dockerPersonalAccessToken,
                RegistryIdentity(checked.credential.server)?.isOnDockerHub == true
            else { return checked }
            let lists = sessions[checked.profile] ?? lists(of: checked.profile)
            sessions[checked.profile] = lists
            guard let lists else { return checked }
            return CheckedCredential(
                profile: checked.profile,
                credential: checked.credential,
                check: lists.completed(checked)
            )
        }
    }

    /// `nil` without a web login.
    private func lists(of profile: Profile) -> Lists? {
        let store = store.inProfile(profile)
        guard let login = try? store.credential(for: HubSession.webLoginName, orBestOf: []), !login.secret.isEmpty,
            !login.token.expiry.isExpired(at: helper.now()),
            let hub = try? helper.online.dockerHub(limit: limit, waiting: WaitingLine(helper.console))
        else { return nil }
        let account = hub.account(accessToken: login.secret)
        do throws(OnlineError) {
            return Lists(hub: hub, username: login.username, tokens: try account.tokens(), problem: nil)
        } catch {
            return Lists(hub: hub, username: login.username, tokens: [], problem: error)
        }
    }

    /// An account's tokens.
    private struct Lists {
        let hub: any DockerHubService
        let username: String
        let tokens: [IssuedToken]
        let problem: OnlineError?

        func completed(_ checked: CheckedCredential) -> CredentialCheck {
            let check = checked.check
            guard checked.credential.username.sameBytes(as: username) else { return check }
            var problems = check.problems
            var expiry = Expiry.unknown
            do throws(OnlineError) {
                if let problem { throw problem }
                if let id = try hub.id(of: checked.credential) {
                    expiry = tokens.first { $0.id.sameBytes(as: id) }?.expiry ?? .unknown
                }
            } catch {
                // That the login is refused says nothing of the token.
                switch error {
                case .refused, .notAllowed: break
                default: problems.append(error)
                }
            }
            return CredentialCheck(word: check.word, expiry: expiry, problems: problems)
        }
    }
}
