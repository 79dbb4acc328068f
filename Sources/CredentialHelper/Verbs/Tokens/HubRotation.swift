import Glibc
import PersonalAccessToken

/// Replaces the token that is kept for Docker Hub by a new one.
struct HubRotation {
    /// A new token may take a moment until each of Docker Hub's servers knows it.
    private static let tries = 3

    private let session: HubSession
    private var helper: Helper { session.helper }

    init(_ session: HubSession) {
        self.session = session
    }

    /// - Parameter given: when the new one is to expire; `nil` for the old one's lifetime.
    func run(expiry given: Expiry?) throws {
        guard let kept = session.kept else { throw HelperError.nothingKept }
        try kept.requireAnswerable(in: session.keyring.store.profile)
        let token = try session.keptToken()
        guard token.id != nil, let old = try session.account.tokens().first(where: token.isThe) else {
            throw session.error(of: token)
        }
        guard let permission = old.permission else { throw TokenError.unknownPermission }
        let request = TokenRequest(
            description: old.description,
            permission: permission,
            expiry: given ?? old.expiryOfNext(at: helper.now())
        )
        let maker = TokenMaker(session)
        try maker.proveWritable()
        let made = try maker.make(request) { created in
            try prove(created)
            try maker.keep(created)
            let credential = kept.replaced(by: created.secret, expiry: created.token.expiry)
            try session.keyring.store.replaceElsewhere(kept, by: credential, helper: helper)
        }
        try helper.print("\(made.sentence), kept for \(session.place)\n")
        do throws(OnlineError) {
            try session.account.delete(id: old.id)
        } catch {
            let revoke = helper.caller.command("revoke \(old.id.printable)")
            helper.console.writeError("note: the old one was not deleted: \(revoke)\n")
            throw error
        }
    }

    /// Sees whether the registry lets the new token in; if not, deletes it again.
    private func prove(_ created: CreatedToken) throws {
        let credential = Credential(server: session.server, username: session.username, secret: created.secret)
        let limit = session.keyring.settings.timeLimits.request
        var check = CredentialCheck(word: .unknown)
        let waiting = WaitingLine(helper.console)
        defer { waiting.hasEnded() }
        for attempt in 1...Self.tries {
            if attempt > 1 { sleep(1) }
            let checks = try helper.online.check([credential], limit: limit, now: helper.now()) { _ in
                waiting.isWaiting(for: "the registry")
            }
            check = checks.first ?? check
            if check.word == .works { return }
            if check.word != .refused { break }
        }
        do throws(OnlineError) {
            try session.account.delete(id: created.token.id)
        } catch {
            let revoke = helper.caller.command("revoke \(created.token.id.printable)")
            helper.console.writeError("note: the new one was not deleted: \(revoke)\n")
        }
        throw TokenError.newTokenRefused(check.problems.first)
    }
}

extension IssuedToken {
    /// When a token would expire that is made now for as long as this one was.
    fileprivate func expiryOfNext(at now: UnixTime) -> Expiry {
        switch (expiry, created) {
        case (.never, _): return .never
        case (.at(let end), let start?) where end > start:
            return .at(UnixTime(seconds: now.seconds + end.seconds - start.seconds))
        default: return .at(NewTokenExpiry.standard.end(from: now))
        }
    }
}

extension Credential {
    /// The same account's with a new secret.
    func replaced(by secret: Secret, expiry: Expiry) -> Credential {
        Credential(server: server, username: username, secret: secret, recordedExpiry: expiry)
    }
}

extension CredentialStore {
    /// Gives the new secret to every other entry that holds the old one.
    func replaceElsewhere(_ old: Credential, by new: Credential, helper: Helper) throws(KeyringError) {
        let snapshot = try snapshot(of: nil)
        for other in snapshot.credentials where other.secret.isSame(as: old.secret) {
            let renewed = Credential(
                server: other.server,
                username: other.username,
                secret: new.secret,
                recordedExpiry: new.recordedExpiry
            )
            try store(renewed, renewing: [])
        }
        if !snapshot.locked.isEmpty || snapshot.isIncomplete {
            helper.console.writeError("note: what is locked was not looked at, and may still hold the old token\n")
        }
    }
}
