import PersonalAccessToken

/// `store`: keeps what a client has logged in with.
struct StoreVerb: Verb {
    static var name: String { "store" }
    static var help: String {
        """
          store          read {"ServerURL": …, "Username": …, "Secret": …} from standard
                         input and keep it as the server's only credential
        """
    }

    init(_ arguments: inout Arguments) {}

    func run(_ helper: Helper) throws -> ExitStatus {
        if helper.console.inputIsTerminal {
            helper.console.writeError("reading one JSON object with ServerURL, Username and Secret; end with Ctrl-D\n")
        }
        let request = try StoreRequest(helper.readInput()).credential
        let keyring = try helper.open()
        let report = TokenReport(request)
        let credential = Credential(
            server: request.server,
            username: request.username,
            secret: request.secret,
            recordedExpiry: try givenExpiry(keyring.settings.expires, for: report, now: helper.now())
        )
        try keyring.store.store(credential)
        helper.settleChoice(after: keyring)
        if let hint = TokenReport(credential).hint(at: helper.now(), username: credential.username) {
            helper.warn(hint, by: keyring.settings)
        } else if keyring.settings.expires != nil, case .at(let time) = report.token.expiry {
            helper.warn("the token itself says when it expires: \(time.rfc3339)", by: keyring.settings)
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
