import PersonalAccessToken

/// `get`: answers with the credential of a server.
struct GetVerb: Verb {
    static var name: String { "get" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "write the credential of `SERVER` as JSON",
            description: [
                """
                Answers from the exact name, else from an equivalent one, else, for a repository such as \
                `ghcr.io/owner/image`, from the longest stored path that it is below.
                """
            ],
            operands: [.serverOrInput],
            options: [.profile]
        )
    }

    private let server: String?
    private let profile: Profile?

    init(_ arguments: inout Arguments) throws {
        let words = try ProfiledOperands(&arguments, atMost: 1)
        (server, profile) = (words.operands.first, words.profile)
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let server = try helper.serverName(server)
        let keyring = try helper.open(profile)
        guard let found = try keyring.store.credential(answering: server) else { throw HelperError.notFound }
        try found.requireAnswerable(in: keyring.store.profile)
        let report = TokenReport(found, in: keyring.store.profile)
        // The answer comes first: should nobody read standard error, the client has it all the same.
        defer { warn(of: report, helper: helper, settings: keyring.settings) }
        if keyring.settings.onExpired == .notFound, !report.isAutomatic, report.expiry.isExpired(at: helper.now()) {
            throw HelperError.notFound
        }
        try helper.console.writeOutput(ProtocolResponse.credential(found, server: server.text))
        return .done
    }

    private func warn(of report: TokenReport, helper: Helper, settings: Settings) {
        guard let warning = report.warning(at: helper.now(), within: settings.warnWithin), helper.warns(by: settings),
            let subject = report.warningSubject
        else { return }
        if OncePerDay(helper.environment)?.isFirst(subject, now: helper.now()) != false {
            helper.warn(warning, by: settings)
        }
    }
}
