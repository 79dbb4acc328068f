import PersonalAccessToken

/// `store`: keeps what a client has logged in with.
struct StoreVerb: Verb {
    static var name: String { "store" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "keep the credential on standard input, as the server's only one",
            description: [
                """
                Reads one JSON object, up to 1 MiB: `{"ServerURL": …, "Username": …, "Secret": …}`. The secret of the \
                same account under an equivalent name is renewed, too; another account's stays as it is. Whatever \
                happens meanwhile, the old credential or the new one can be read back.
                """
            ]
        )
    }

    init(_ arguments: inout Arguments) {}

    func run(_ helper: Helper) throws -> ExitStatus {
        if helper.console.inputIsTerminal {
            helper.console.writeError("reading one JSON object with ServerURL, Username and Secret; end with Ctrl-D\n")
        }
        let request = try StoreRequest(helper.readInput()).credential
        let keyring = try helper.open()
        let profile = keyring.store.profile
        let report = TokenReport(request, in: profile)
        let credential = Credential(
            server: request.server,
            username: request.username,
            secret: request.secret,
            recordedExpiry: try givenExpiry(keyring.settings.expires, for: report, now: helper.now())
        )
        try keyring.store.store(credential)
        helper.settleChoice(after: keyring)
        let stored = TokenReport(credential, in: profile)
        if let hint = stored.hint(at: helper.now(), username: credential.username) {
            helper.warn(hint, by: keyring.settings)
        } else if keyring.settings.expires != nil, case .at(let time) = report.token.expiry {
            helper.warn("\(profile.prefix)the token itself says when it expires: \(time.rfc3339)", by: keyring.settings)
        }
        return .done
    }

    /// The expiry that came with the login, for a token that does not say itself when it expires.
    private func givenExpiry(_ text: String?, for report: TokenReport, now: UnixTime) throws -> Expiry {
        guard let text else { return .unknown }
        let expiry = try Expiry(parsing: text, now: now)
        return report.isAutomatic || report.token.expiry != .unknown ? .unknown : expiry
    }
}
