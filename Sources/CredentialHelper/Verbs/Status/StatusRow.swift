import PersonalAccessToken

/// One credential in `status`.
struct StatusRow: Equatable {
    /// The raw values are a part of `status --json`, and do not change.
    enum State: String {
        case ok, expiring, expired, never, unknown
        /// The secret is locked, and with it whether what was recorded is of that very secret.
        case locked
        /// docker renews it by itself.
        case automatic
    }

    let server: String
    let username: String
    /// `nil` when the secret is locked.
    let kind: TokenKind?
    let masked: String?
    let expiry: Expiry
    let state: State

    static func rows(of snapshot: Snapshot, at now: UnixTime, within window: CalendarPeriod) -> [StatusRow] {
        let readable = snapshot.credentials.map { credential in
            let report = TokenReport(credential)
            let state = State(rawValue: report.urgency(at: now, within: window).rawValue) ?? .unknown
            return StatusRow(
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
                server: account.server,
                username: account.username,
                kind: nil,
                masked: nil,
                expiry: account.recordedExpiry,
                state: .locked
            )
        }
        return (readable + locked).sorted { $0.isBefore($1) }
    }

    /// The soonest to expire first.
    private func isBefore(_ other: StatusRow) -> Bool {
        if rank != other.rank { return rank < other.rank }
        return server.utf8.lexicographicallyPrecedes(other.server.utf8)
    }

    private var rank: (Int, Int64) {
        switch (state, expiry) {
        case (.automatic, _): (3, 0)
        case (_, .at(let time)): (0, time.seconds)
        case (_, .unknown): (1, 0)
        case (_, .never): (2, 0)
        }
    }
}
