import PersonalAccessToken

/// Whether docker's web login still lasts, in whose name access tokens are managed at Docker Hub. Images are pulled with
/// the access token that came with it, all the same.
enum WebLoginCheck: DoctorCheck {
    static var name: String { "login" }

    static func findings(in examination: Examination) -> [Finding] {
        // What went wrong with the keyring is told by the checks of the keyring.
        guard let snapshot = try? examination.tokens.get(),
            let login = snapshot.credentials.first(where: { $0.server.sameBytes(as: HubSession.webLoginName) })
        else { return [] }
        guard login.token.expiry.isExpired(at: examination.machine.now) else {
            return [.ok("docker's web login at Docker Hub lasts: access tokens can be managed in its name")]
        }
        let text = "docker's web login at Docker Hub has expired: access tokens cannot be managed in its name"
        return [.note(text, hint: "docker login, without -u, renews it; pulling needs no renewal")]
    }
}
