import PersonalAccessToken

/// `expires`: shows or records when a token expires, which most cannot say themselves.
struct ExpiresVerb: Verb {
    static var name: String { "expires" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "show when the token of `SERVER` expires, or record it",
            description: [
                """
                What is recorded is kept with the credential, and belongs to that token alone: a new one inherits \
                nothing. A token that says itself when it expires needs no record, and gets none.
                """
            ],
            operands: [
                OperandHelp(name: "SERVER", candidates: .servers, text: "whose token it is, such as `ghcr.io`"),
                OperandHelp(
                    name: "WHEN",
                    isOptional: true,
                    candidates: .words(["30d", "60d", "90d", "6mo", "1y", "never"]),
                    text: """
                        `90d`, `12w`, `6mo` or `1y` from now, `2027-03-01` (its end, UTC), a time as in RFC 3339, or \
                        `never`; left out: shows what is known
                        """
                ),
            ],
            options: [.profile],
            examples: [
                ExampleHelp(arguments: "expires ghcr.io", text: "when does it expire?"),
                ExampleHelp(arguments: "expires ghcr.io 90d", text: "record what its issuer said"),
            ]
        )
    }

    private let server: String
    /// What to record; `nil` to show what is known.
    private let time: String?
    private let profile: Profile?

    init(_ arguments: inout Arguments) throws {
        let words = try ProfiledOperands(&arguments, atMost: 2)
        guard let server = words.operands.first else { throw UsageError(.missing(operand: "SERVER")) }
        self.server = server
        time = words.operands.dropFirst().first
        profile = words.profile
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
        let store = try helper.open(profile).store
        let snapshot = try store.snapshot(answering: server)
        if let credential = snapshot.credentials.first {
            try credential.requireAnswerable(in: store.profile)
            return try helper.show(TokenReport(credential).expiry, of: credential.server, askedFor: server)
        }
        guard let account = snapshot.locked.first else {
            if snapshot.isIncomplete { throw snapshot.lock }
            throw HelperError.nothingKept
        }
        try helper.show(account.recordedExpiry, of: account.server, askedFor: server)
        helper.console.writeError("note: the keyring is locked: this was recorded, and may be of another token\n")
    }

    private func record(_ text: String, of server: ServerName, helper: Helper) throws {
        let expiry = try Expiry(parsing: text, now: helper.now())
        let keyring = try helper.open(profile)
        guard let found = try keyring.store.credential(answering: server) else { throw HelperError.nothingKept }
        try found.requireAnswerable(in: keyring.store.profile)
        switch TokenReport(found).token.expiry {
        case .unknown: break
        case .never: throw HelperError.carriesExpiry(nil)
        case .at(let time): throw HelperError.carriesExpiry(time)
        }
        try keyring.store.record(expiry, of: found)
        try recordOtherSpellings(expiry, of: found, in: keyring.store)
        try helper.show(expiry, of: found.server, askedFor: server)
    }

    /// Records it with the same token under the other names of its server, too: which one a client asks for should make
    /// no difference. What is locked is left as it is.
    private func recordOtherSpellings(
        _ expiry: Expiry,
        of credential: Credential,
        in store: any CredentialStore
    ) throws {
        guard let spellings = (try? ServerName(credential.server))?.otherSpellings, !spellings.isEmpty else { return }
        for other in try store.snapshot(of: spellings).credentials where other.secret.isSame(as: credential.secret) {
            try store.record(expiry, of: other)
        }
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
