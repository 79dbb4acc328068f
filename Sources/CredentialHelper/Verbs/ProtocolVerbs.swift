import PersonalAccessToken

/// The verbs of the credential-helper protocol, which programs call.
extension Helper {
    func store() throws {
        if console.inputIsTerminal {
            console.writeError("reading one JSON object with ServerURL, Username and Secret; end with Ctrl-D\n")
        }
        let request = try StoreRequest(console.readInput(limit: Self.inputLimit)).credential
        let keyring = try open()
        let report = TokenReport(request)
        let credential = Credential(
            server: request.server,
            username: request.username,
            secret: request.secret,
            recordedExpiry: try givenExpiry(keyring.settings, for: report)
        )
        try keyring.store.store(credential)
        if let hint = TokenReport(credential).hint(at: now(), username: credential.username) {
            warn(hint, by: keyring.settings)
        } else if keyring.settings.expires != nil, case .at(let time) = report.token.expiry {
            warn("the token itself says when it expires: \(time.rfc3339)", by: keyring.settings)
        }
    }

    /// The expiry that came with the login, for a token that does not say itself when it expires.
    private func givenExpiry(_ settings: Settings, for report: TokenReport) throws -> Expiry {
        guard let text = settings.expires else { return .unknown }
        let expiry = try Expiry(parsing: text, now: now())
        return report.isAutomatic || report.token.expiry != .unknown ? .unknown : expiry
    }

    func get(_ server: ServerName) throws {
        let keyring = try open()
        guard let found = try keyring.store.credential(answering: server) else { throw HelperError.notFound }
        let report = TokenReport(found)
        // The answer first: should nobody read standard error, the client has it all the same.
        defer { warnOfExpiry(report, by: keyring.settings) }
        if keyring.settings.onExpired == .notFound, !report.isAutomatic, report.expiry.isExpired(at: now()) {
            throw HelperError.notFound
        }
        try console.writeOutput(Answer.credential(server: server.text, found))
    }

    private func warnOfExpiry(_ report: TokenReport, by settings: Settings) {
        guard let warning = report.warning(at: now(), within: settings.warnWithin), isWarning(by: settings),
            case .at(let time) = report.expiry
        else { return }
        // A token renewed expires at another time: server and time tell it from the one warned of before.
        let subject = "\(report.server) \(time.rfc3339)"
        if WarningState(environment)?.isFirstToday(subject, now: now()) != false {
            warn(warning, by: settings)
        }
    }

    func erase(_ server: ServerName) throws {
        try open().store.eraseAll(meaning: server)
    }

    /// Never reads standard input: docker-py leaves the terminal there.
    func list() throws {
        let accounts = try open().store.accounts()
        // docker calls `get` for each key and fails on one that it cannot ask for.
        try console.writeOutput(Answer.accounts(accounts.filter { (try? ServerName($0.server)) != nil }))
    }
}
