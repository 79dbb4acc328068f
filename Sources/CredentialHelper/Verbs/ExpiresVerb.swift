import PersonalAccessToken

/// `expires SERVER [WHEN]`: when a token expires, which most cannot say themselves.
extension Helper {
    func showExpiry(of server: ServerName) throws(HelperError) {
        let report = TokenReport(try credential(for: server, in: open()))
        try print("\(description(of: report.expiry))\n")
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
        try print("\(description(of: expiry))\n")
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
