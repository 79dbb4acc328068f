import PersonalAccessToken

/// One credential in `status`.
struct StatusRow: Equatable {
    /// The raw values are a part of `status --json`, and do not change.
    enum State: String {
        case ok, expiring, expired, never, unknown
        /// The secret is locked, and with it whether what was recorded is of that very secret.
        case locked
        /// `get` cannot answer with it: the keyring has lost its secret, or that is not text.
        case unusable
        /// docker renews it by itself.
        case automatic
    }

    let profile: Profile
    let server: String
    let username: String
    /// `nil` when the secret is locked, or unusable.
    let kind: TokenKind?
    let masked: String?
    let expiry: Expiry
    let state: State
    /// `nil` when nobody has asked the registry.
    var registry: RegistryWord?

    /// - Parameters:
    ///   - window: how long before an expiry to say `expiring`.
    ///   - word: what the registry says of a credential; `nil` where nobody has asked.
    static func rows(
        of overview: Overview,
        at now: UnixTime,
        within window: CalendarPeriod,
        word: (_ server: String, Profile) -> RegistryWord? = { _, _ in nil }
    ) -> [StatusRow] {
        let rows = overview.parts.flatMap { Self.rows(of: $0.snapshot, in: $0.profile, at: now, within: window) }
        return rows.sorted { $0.isBefore($1) }.map { row in
            var row = row
            row.registry = word(row.server, row.profile)
            return row
        }
    }

    private static func rows(
        of snapshot: Snapshot,
        in profile: Profile,
        at now: UnixTime,
        within window: CalendarPeriod
    ) -> [StatusRow] {
        let readable = snapshot.credentials.map { credential in
            if credential.flaw(in: profile) != nil {
                return StatusRow(
                    profile: profile,
                    server: credential.server,
                    username: credential.username,
                    kind: nil,
                    masked: nil,
                    expiry: credential.recordedExpiry,
                    state: .unusable
                )
            }
            let report = TokenReport(credential)
            let state = State(rawValue: report.urgency(at: now, within: window).rawValue) ?? .unknown
            return StatusRow(
                profile: profile,
                server: credential.server,
                username: credential.username,
                kind: report.token.kind,
                masked: report.token.masked,
                expiry: report.expiry,
                state: report.isAutomatic ? .automatic : state
            )
        }
        // What was recorded may be of another secret than the one that is locked: it is shown, and not relied on.
        let locked = snapshot.locked.map { account in
            StatusRow(
                profile: profile,
                server: account.server,
                username: account.username,
                kind: nil,
                masked: nil,
                expiry: account.recordedExpiry,
                state: .locked
            )
        }
        return readable + locked
    }

    /// The soonest to expire first, then those without a date.
    private func isBefore(_ other: StatusRow) -> Bool {
        if group != other.group { return group.rawValue < other.group.rawValue }
        if group == .dated, case .at(let time) = expiry, case .at(let otherTime) = other.expiry, time != otherTime {
            return time < otherTime
        }
        if server.sameBytes(as: other.server) { return profile.precedes(other.profile) }
        return server.utf8.lexicographicallyPrecedes(other.server.utf8)
    }

    /// The groups of rows, in the order in which they are shown.
    private enum Group: Int {
        case dated, unknown, never, automatic
    }

    private var group: Group {
        switch (state, expiry) {
        case (.automatic, _): .automatic
        case (_, .at): .dated
        case (_, .unknown): .unknown
        case (_, .never): .never
        }
    }
}
