import PersonalAccessToken

/// Whether `get` can answer with what is kept, and whether a token has expired, or is about to.
enum TokenCheck: DoctorCheck {
    static var name: String { "tokens" }

    static func findings(in examination: Examination) throws(KeyringError) -> [Finding] {
        let parts = try examination.tokens.get()
        let found = parts.flatMap { findings(in: $0, examination: examination) }
        let hidden = Finding.unchecked("the keyring is locked: there may be more in it")
        let incomplete = parts.contains(where: \.value.isIncomplete) ? [hidden] : []
        if !found.isEmpty || !incomplete.isEmpty { return found.sorted { $0.isWorse(than: $1) } + incomplete }
        let count = parts.reduce(0) { $0 + $1.value.credentials.count + $1.value.locked.count }
        return [.ok(count == 0 ? "no credentials are kept" : "\(count) kept: none has expired, or is about to")]
    }

    private static func findings(in part: InProfile<Snapshot>, examination: Examination) -> [Finding] {
        let now = examination.machine.now
        let window = examination.settings.warnWithin
        return part.value.credentials.compactMap { finding(of: $0, in: part.profile, at: now, within: window) }
            + part.value.locked.compactMap { finding(ofLocked: $0, in: part.profile, at: now, within: window) }
    }

    private static func finding(
        of credential: Credential,
        in profile: Profile,
        at now: UnixTime,
        within window: CalendarPeriod
    ) -> Finding? {
        if let flaw = credential.flaw(in: profile) { return .problem(flaw) }
        let report = TokenReport(credential, in: profile)
        guard let text = report.warning(at: now, within: window) else { return nil }
        let place = profile.isDefault ? "" : ", where docker's configuration names \(profile.helperName)"
        let hint = "log in with a new one: docker login \(report.server.printableName)\(place)"
        return report.expiry.isExpired(at: now) ? .problem(text, hint: hint) : .note(text, hint: hint)
    }

    /// What was recorded may be of another secret than the one that is locked.
    private static func finding(
        ofLocked account: Account,
        in profile: Profile,
        at now: UnixTime,
        within window: CalendarPeriod
    ) -> Finding? {
        guard case .at(let time) = account.recordedExpiry, !RegistryIdentity.isDockerHubWebLogin(account.server) else {
            return nil
        }
        let server = account.server.printableName
        switch account.recordedExpiry.urgency(at: now, warningWithin: window) {
        case .expired:
            return .note(
                "\(profile.prefix)as recorded, the token for \(server) expired on \(time.date); it was not read"
            )
        case .expiring:
            return .note(
                "\(profile.prefix)as recorded, the token for \(server) expires on \(time.date); it was not read"
            )
        case .ok, .never, .unknown: return nil
        }
    }
}
