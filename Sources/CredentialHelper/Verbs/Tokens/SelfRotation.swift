import PersonalAccessToken

/// Has a token replace itself. The old one ends at the moment when the issuer makes the new one, so the new one goes
/// into a file first, as it arrives, and into the keyring then.
struct SelfRotation {
    private let helper: Helper
    private let keyring: Helper.OpenKeyring
    private let kept: Credential

    init(_ helper: Helper, server: ServerName, in profile: Profile?) throws {
        self.helper = helper
        keyring = try helper.open(profile)
        guard let kept = try keyring.store.credential(answering: server) else { throw HelperError.nothingKept }
        try kept.requireAnswerable(in: keyring.store.profile)
        self.kept = kept
    }

    /// - Parameter given: when the new one is to expire; `nil` for the old one's lifetime.
    func run(expiry given: Expiry?) throws {
        let limit = keyring.settings.timeLimits.request
        let waiting = WaitingLine(helper.console)
        guard let token = try helper.online.selfRotatingToken(kept, limit: limit, waiting: waiting) else {
            throw TokenError.cannotRotate(
                server: kept.server,
                page: kept.token.kind.renewalPage(forRegistry: kept.server)
            )
        }
        let time: UnixTime
        if case .at(let given)? = given {
            time = given
        } else {
            // Left to the issuer it would be a week.
            guard given == nil, let lifetime = try token.lifetime() else { throw TokenError.endless }
            time = UnixTime(seconds: helper.now().seconds + lifetime)
        }
        // Before there is anything to lose: both places can be written to.
        try keyring.store.store(kept)
        let rescue = try RescueFile(helper.environment, note: "the token kept for \(kept.server) was being rotated")
        let signals = HeldSignals()
        defer { signals.release() }
        let rotated = try rotate(token, expiry: time, rescue: rescue)
        try keep(rotated, rescue: rescue)
        rescue.remove()
        let place = keyring.store.profile.place(of: kept.server)
        try helper.print("rotated the token kept for \(place): the new one \(rotated.expiry.ofNewToken)\n")
    }

    private func rotate(
        _ token: any SelfRotatingToken,
        expiry: UnixTime,
        rescue: RescueFile
    ) throws(OnlineError) -> RotatedToken {
        do throws(OnlineError) {
            return try token.rotate(expiry: expiry, receive: rescue.receive)
        } catch {
            if error.mayBeDone {
                // The end of an answer may be missing, and the token be there.
                if !error.isAnswer, let secret = rescue.receivedToken {
                    helper.console.writeError("note: \(error.message.printable); but the new token has come\n")
                    return RotatedToken(secret: secret, expiry: .unknown)
                }
                noteUnknown(rescue)
            }
            if !error.mayBeDone || !rescue.hasAnswer { rescue.remove() }
            throw error
        }
    }

    private func noteUnknown(_ rescue: RescueFile) {
        let check = helper.caller.command("check \(kept.server.printableName)")
        let answer = rescue.hasAnswer ? "note: what was answered is in \(rescue.path)\n" : ""
        helper.console.writeError(
            """
            note: the token may have been rotated all the same, and the old one be dead: do not rotate it again, \
            which would revoke both, but see whether it works: \(check)
            \(answer)
            """
        )
    }

    private func keep(_ rotated: RotatedToken, rescue: RescueFile) throws {
        // Should the file fail, the keyring may do.
        let isInFile = (try? rescue.keep(rotated.secret)) != nil
        let new = kept.replaced(by: rotated.secret, expiry: rotated.expiry)
        do throws(KeyringError) {
            try keyring.store.store(new)
            let found = try keyring.store.credential(for: new.server, orBestOf: [])
            guard found?.isSame(as: new) == true else { throw .refused("what was stored cannot be read back") }
            try keyring.store.replaceElsewhere(kept, by: new, helper: helper)
        } catch {
            guard isInFile else { throw error }
            throw TokenError.rescued(path: rescue.path, HelperErrorText(error))
        }
    }
}
