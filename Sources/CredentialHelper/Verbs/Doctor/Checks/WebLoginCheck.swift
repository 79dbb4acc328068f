import PersonalAccessToken

/// Whether docker's web login still lasts, in whose name access tokens are managed at Docker Hub. Images are pulled
/// with the access token that came with it, all the same.
enum WebLoginCheck: DoctorCheck {
    static var name: String { "login" }

    static func findings(in examination: Examination) -> [Finding] {
        // What went wrong with the keyring is told by the checks of the keyring.
        guard let parts = try? examination.tokens.get() else { return [] }
        return parts.compactMap { part in
            let login = part.value.credentials.first { $0.server.sameBytes(as: HubSession.webLoginName) }
            return login.map { finding(of: $0, in: part.profile, at: examination.machine.now) }
        }
    }

    private static func finding(of login: Credential, in profile: Profile, at now: UnixTime) -> Finding {
        let name = "\(profile.prefix)docker's web login at Docker Hub"
        guard login.token.expiry.isExpired(at: now) else {
            return .ok("\(name) lasts: access tokens can be managed in its name")
        }
        let text = "\(name) has expired: access tokens cannot be managed in its name"
        return .note(text, hint: "docker login, without -u, renews it; pulling needs no renewal")
    }
}
