import PersonalAccessToken

/// `status`: what is kept, whose, of which kind, and when it expires. It never asks anybody to unlock anything.
extension Helper {
    struct StatusOptions: Equatable {
        var json = false
        /// How long before an expiry to say `expiring`; nothing when not given.
        var within: CalendarPeriod?
    }

    /// - Returns: 0 all well, 3 something is expiring, 4 something has expired, 1 could not look at everything.
    func status(_ options: StatusOptions) throws -> Int32 {
        let keyring = try open()
        let snapshot = try keyring.store.snapshot()
        let window = options.within ?? keyring.settings.warnWithin
        let rows = StatusRow.rows(of: snapshot, at: now(), within: window)
        if !options.json { try print("keyring: \(description(of: keyring))\n") }
        if options.json {
            try console.writeOutput(
                StatusJSON.text(
                    rows,
                    of: keyring.store.keyring,
                    isIncomplete: snapshot.isIncomplete || !snapshot.locked.isEmpty
                )
            )
        } else if rows.isEmpty, !snapshot.isIncomplete {
            try print("no credentials are kept\n")
        } else if !rows.isEmpty {
            let isColoured =
                console.outputIsTerminal && environment["NO_COLOR", default: ""].isEmpty
                && environment["TERM"] != "dumb"
            try print(StatusTable(rows).text(isColoured: isColoured))
        }
        if snapshot.isIncomplete {
            console.writeError("the keyring is locked: there may be more in it\n")
            console.writeError("hint: \(hint(for: keyring.store.keyring))\n")
        }
        if keyring.store.keyring == .service, keyring.settings.keyring == nil,
            let file = try? keyrings.encryptedFile(keyring.settings),
            (try? file.exists) == true
        {
            console.writeError("note: \(file.path) is not in use; setup --keyring file would choose it\n")
        }
        return StatusRow.exitStatus(of: rows, isIncomplete: snapshot.isIncomplete)
    }

    private func description(of keyring: OpenKeyring) -> String {
        switch keyring.store.keyring {
        case .service: "the Secret Service"
        case .file:
            (try? keyrings.encryptedFile(keyring.settings).path).map { "the encrypted file \($0)" }
                ?? "an encrypted file"
        }
    }

    private func hint(for keyring: KeyringKind) -> String {
        switch keyring {
        case .service: KeyringError.locked.hint ?? "unlock it"
        case .file: KeyringError.noPassword(kernelKeyring: nil).hint ?? "unlock it"
        }
    }
}

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
    /// Nothing when the secret is locked.
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
        return (readable + locked).sorted(by: soonestFirst)
    }

    static func exitStatus(of rows: [StatusRow], isIncomplete: Bool) -> Int32 {
        if rows.contains(where: { $0.state == .expired }) { return 4 }
        if rows.contains(where: { $0.state == .expiring }) { return 3 }
        return isIncomplete || rows.contains { $0.state == .locked } ? 1 : 0
    }

    private static func soonestFirst(_ one: StatusRow, _ other: StatusRow) -> Bool {
        if one.rank != other.rank { return one.rank < other.rank }
        return one.server.utf8.lexicographicallyPrecedes(other.server.utf8)
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
