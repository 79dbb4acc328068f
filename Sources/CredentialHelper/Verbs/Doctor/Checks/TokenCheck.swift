import PersonalAccessToken

/// Whether `get` can answer with what is kept, and whether a token has expired, or is about to.
enum TokenCheck: DoctorCheck {
    static var name: String { "tokens" }

    static func findings(in examination: Examination) -> [Finding] {
        let snapshot: Snapshot
        do throws(KeyringError) {
            snapshot = try examination.tokens.get()
        } catch {
            return [examination.finding(for: error)]
        }
        let now = examination.machine.now
        let window = examination.settings.warnWithin
        let found =
            snapshot.credentials.compactMap { finding(of: $0, at: now, within: window) }
            + snapshot.locked.compactMap { finding(ofLocked: $0, at: now, within: window) }
        let hidden = Finding.unchecked("the keyring is locked: there may be more in it")
        let incomplete = snapshot.isIncomplete ? [hidden] : []
        if !found.isEmpty || !incomplete.isEmpty { return found.sorted { $0.isWorse(than: $1) } + incomplete }
        let count = snapshot.credentials.count + snapshot.locked.count
        return [.ok(count == 0 ? "no credentials are kept" : "\(count) kept: none has expired, or is about to")]
    }

    private static func finding(
        of credential: Credential,
        at now: UnixTime,
        within window: CalendarPeriod
    ) -> Finding? {
        if let flaw = credential.flaw(in: .default) { return .problem(flaw) }
        let report = TokenReport(credential)
        guard let text = report.warning(at: now, within: window) else { return nil }
        let hint = "log in with a new one: docker login \(report.server.printableName)"
        return report.expiry.isExpired(at: now) ? .problem(text, hint: hint) : .note(text, hint: hint)
    }

    /// What was recorded may be of another secret than the one that is locked.
    private static func finding(
        ofLocked account: Account,
        at now: UnixTime,
        within window: CalendarPeriod
    ) -> Finding? {
        guard case .at(let time) = account.recordedExpiry, !RegistryIdentity.isDockerHubWebLogin(account.server) else {
            return nil
        }
        let server = account.server.printableName
        switch account.recordedExpiry.urgency(at: now, warningWithin: window) {
        case .expired: return .note("as recorded, the token for \(server) expired on \(time.date); it was not read")
        case .expiring: return .note("as recorded, the token for \(server) expires on \(time.date); it was not read")
        case .ok, .never, .unknown: return nil
        }
    }
}
