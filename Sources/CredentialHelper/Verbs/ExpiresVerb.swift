import PersonalAccessToken

/// `expires SERVER [WHEN]`: when a token expires, which most cannot say themselves.
extension Helper {
    /// Shows it without asking anybody to unlock anything.
    func showExpiry(of server: ServerName) throws {
        let snapshot = try open().store.snapshot()
        let names = snapshot.credentials.map(\.server) + snapshot.locked.map(\.server)
        let exact = names.filter { $0.sameBytes(as: server.text) }
        guard let name = (exact + server.matches(among: names).joined()).first else {
            if snapshot.isIncomplete { throw KeyringError.locked }
            throw HelperError.notFound
        }
        if let credential = snapshot.credentials.first(where: { $0.server.sameBytes(as: name) }) {
            return try show(TokenReport(credential).expiry, of: name, askedFor: server)
        }
        let account = snapshot.locked.first { $0.server.sameBytes(as: name) }
        try show(account?.recordedExpiry ?? .unknown, of: name, askedFor: server)
        console.writeError("note: the keyring is locked: this was recorded, and may be of another token\n")
    }

    /// Which entry it is of is said where it was asked for by another name.
    private func show(_ expiry: Expiry, of name: String, askedFor server: ServerName) throws {
        let prefix = name.sameBytes(as: server.text) ? "" : "\(name.printable): "
        try print("\(prefix)\(description(of: expiry))\n")
    }

    func recordExpiry(_ text: String, of server: ServerName) throws {
        let expiry = try Expiry(parsing: text, now: now())
        let keyring = try open()
        guard let found = try keyring.store.credential(answering: server) else { throw HelperError.notFound }
        switch TokenReport(found).token.expiry {
        case .unknown: break
        case .never: throw HelperError.carriesExpiry(nil)
        case .at(let time): throw HelperError.carriesExpiry(time)
        }
        try keyring.store.record(expiry, of: found)
        try show(expiry, of: found.server, askedFor: server)
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
