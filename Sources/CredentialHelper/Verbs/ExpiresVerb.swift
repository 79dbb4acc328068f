import PersonalAccessToken

/// `expires`: shows or records when a token expires, which most cannot say themselves.
struct ExpiresVerb: Verb {
    static var name: String { "expires" }
    static var help: String {
        """
          expires SERVER [WHEN]
                         show when the token of SERVER expires, or record it: 90d, 12w,
                         6mo, 1y, 2027-03-01 (its end, UTC), a time as in RFC 3339, never
        """
    }

    private let server: String
    /// What to record; `nil` to show what is known.
    private let time: String?

    init(_ arguments: inout Arguments) throws {
        guard let server = arguments.operand() else { throw UsageError() }
        self.server = server
        time = arguments.operand()
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let server = try ServerName(server)
        if let time {
            try record(time, of: server, helper: helper)
        } else {
            try show(server, helper: helper)
        }
        return .done
    }

    /// Shows it without asking anybody to unlock anything.
    private func show(_ server: ServerName, helper: Helper) throws {
        let snapshot = try helper.open().store.snapshot(answering: server)
        if let credential = snapshot.credentials.first {
            try credential.requireAnswerable()
            return try helper.show(TokenReport(credential).expiry, of: credential.server, askedFor: server)
        }
        guard let account = snapshot.locked.first else {
            if snapshot.isIncomplete { throw KeyringError.locked }
            throw HelperError.notFound
        }
        try helper.show(account.recordedExpiry, of: account.server, askedFor: server)
        helper.console.writeError("note: the keyring is locked: this was recorded, and may be of another token\n")
    }

    private func record(_ text: String, of server: ServerName, helper: Helper) throws {
        let expiry = try Expiry(parsing: text, now: helper.now())
        let keyring = try helper.open()
        guard let found = try keyring.store.credential(answering: server) else { throw HelperError.notFound }
        try found.requireAnswerable()
        switch TokenReport(found).token.expiry {
        case .unknown: break
        case .never: throw HelperError.carriesExpiry(nil)
        case .at(let time): throw HelperError.carriesExpiry(time)
        }
        try keyring.store.record(expiry, of: found)
        try helper.show(expiry, of: found.server, askedFor: server)
    }
}

extension Helper {
    /// Says which entry the expiry is of where it was asked for by another name.
    fileprivate func show(_ expiry: Expiry, of name: String, askedFor server: ServerName) throws {
        let prefix = name.sameBytes(as: server.text) ? "" : "\(name.printableName): "
        try print("\(prefix)\(description(of: expiry))\n")
    }

    private func description(of expiry: Expiry) -> String {
        switch expiry {
        case .unknown: "unknown"
        case .never: "never"
        case .at(let time):
            if let left = expiry.timeLeft(at: now()) {
                "\(time.rfc3339) (in \(DurationText(left)))"
            } else {
                "\(time.rfc3339) (\(DurationText(time.duration(to: now()))) ago)"
            }
        }
    }
}
