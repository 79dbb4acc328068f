import PersonalAccessToken

/// `expires SERVER [WHEN]`: when a token expires, which most cannot say themselves.
extension Helper {
    /// Shows it without asking anybody to unlock anything.
    func showExpiry(of server: ServerName) throws(HelperError) {
        let survey = try open().ask { store throws(StoreError) in try store.survey() }
        let names = survey.credentials.map(\.server) + survey.locked.map(\.server)
        let exact = names.filter { $0.sameBytes(as: server.text) }
        guard let name = (exact + server.matches(among: names).joined()).first else {
            throw survey.isIncomplete ? .store(.locked) : .notFound
        }
        if let credential = survey.credentials.first(where: { $0.server.sameBytes(as: name) }) {
            return try show(TokenReport(credential).expiry, of: name, askedFor: server)
        }
        let account = survey.locked.first { $0.server.sameBytes(as: name) }
        try show(Expiry(recorded: account?.recordedExpiry), of: name, askedFor: server)
        console.writeError("note: the keyring is locked: this was recorded, and may be of another token\n")
    }

    /// Which entry it is of is said where it was asked for by another name.
    private func show(_ expiry: Expiry, of name: String, askedFor server: ServerName) throws(HelperError) {
        let prefix = name.sameBytes(as: server.text) ? "" : "\(name.printable): "
        try print("\(prefix)\(description(of: expiry))\n")
    }

    func recordExpiry(_ text: String, of server: ServerName) throws(HelperError) {
        let expiry = try Expiry(typed: text, now: now())
        guard let recorded = expiry.recorded else { throw .expiry(.unrecognized) }
        let keyring = try open()
        let found = try credential(for: server, in: keyring)
        switch TokenReport(found).token.expiry {
        case .unknown: break
        case .never: throw .carriesExpiry(nil)
        case .at(let time): throw .carriesExpiry(time)
        }
        try keyring.ask { store throws(StoreError) in try store.record(expiry: recorded, of: found) }
        try show(expiry, of: found.server, askedFor: server)
    }

    private func credential(for server: ServerName, in keyring: OpenKeyring) throws(HelperError) -> Credential {
        guard let found = try keyring.ask({ store throws(StoreError) in try store.credential(answering: server) })
        else { throw .notFound }
        return found
    }

    private func description(of expiry: Expiry) -> String {
        switch expiry {
        case .unknown: "unknown"
        case .never: "never"
        case .at(let time):
            if let left = expiry.timeLeft(at: now()) {
                "\(time.rfc3339) (in \(left))"
            } else {
                "\(time.rfc3339) (\(LargestUnit.text(seconds: now().seconds - time.seconds)) ago)"
            }
        }
    }
}

extension Expiry {
    /// Takes an expiry as a person typed it.
    init(typed text: String, now: UnixTime) throws(HelperError) {
        do throws(TimeFormatError) {
            try self.init(parsing: text, now: now)
        } catch {
            throw .expiry(error)
        }
    }
}
