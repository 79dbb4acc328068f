import Glibc
import PersonalAccessToken

/// Makes a token at Docker Hub so that none is lost: whatever fails, and when, it is kept in the keyring or in a file,
/// or it is deleted again, and the old one is still there.
struct TokenMaker {
    let session: HubSession
    private var helper: Helper { session.helper }
    private var store: any CredentialStore { session.keyring.store }

    init(_ session: HubSession) {
        self.session = session
    }

    /// Makes a token, and hands it to `use`, which keeps it somewhere. If that fails, keeps it in a file.
    /// - Returns: what was made.
    func make(_ request: TokenRequest, then use: (CreatedToken) throws -> Void) throws -> IssuedToken {
        let note = "a Docker Hub access token for \(session.username) was being made: \(request.description)"
        let rescue = try RescueFile(helper.environment, note: note)
        // From here on Ctrl-C would lose a token: it has to wait until the token is somewhere.
        let signals = HeldSignals()
        defer { signals.release() }
        let created: CreatedToken
        do throws(OnlineError) {
            created = try session.account.create(request)
        } catch {
            rescue.remove()
            if error.mayBeDone { noteUnknown(request) }
            throw error
        }
        do {
            try use(created)
        } catch let error as TokenError {
            // Whoever used it has taken care of it.
            rescue.remove()
            throw error
        } catch {
            throw rescued(created, in: rescue, from: error)
        }
        rescue.remove()
        return created.token
    }

    /// Sees whether the keyring can be written to, before there is anything to lose: by keeping what is kept once more,
    /// else something that is of no use to anybody.
    func proveWritable() throws {
        if let kept = session.kept, kept.flaw(in: store.profile) == nil {
            try store.store(kept)
        } else {
            let server = "docker-credential-pat.invalid"
            let probe = Secret(capacity: 32)
            for _ in 0..<32 { probe.append(UInt8.random(in: 0x61...0x7A)) }
            try store.store(Credential(server: server, username: "probe", secret: probe))
            try store.erase([server])
        }
    }

    /// Keeps a token for Docker Hub, and reads it back.
    func keep(_ created: CreatedToken) throws {
        let credential = Credential(
            server: session.server,
            username: session.username,
            secret: created.secret,
            recordedExpiry: created.token.expiry
        )
        try store.store(credential)
        let kept = try store.credential(for: credential.server, orBestOf: [])
        guard kept?.isSame(as: credential) == true else {
            throw KeyringError.refused("what was stored cannot be read back")
        }
    }

    private func rescued(_ created: CreatedToken, in rescue: RescueFile, from error: any Error) -> TokenError {
        do throws(SystemError) {
            try rescue.keep(created.secret)
            return .rescued(path: rescue.path, HelperErrorText(error))
        } catch {
            try? session.account.delete(id: created.token.id)
            rescue.remove()
        }
        return .lost(HelperErrorText(error))
    }

    private func noteUnknown(_ request: TokenRequest) {
        let words = "a token “\(request.description.printable)” may have been made all the same"
        helper.console.writeError("note: \(words): '\(helper.caller.command("tokens"))' shows it\n")
    }
}

extension Helper {
    /// Tells of runs that were cut off, and of what may be left of them.
    func noteLeftBehind() {
        for left in RescueFile.leftBehind(environment) {
            let end = left.mayBeInUse ? "was cut off, or is still at it" : "was cut off"
            let words =
                switch left.contents {
                case .token: "a new token that could not be kept is in \(left.path)"
                case .answer(let note): "an earlier run \(end): \(note.printable); what was answered is in \(left.path)"
                case .note(let note): "an earlier run \(end): \(note.printable); see \(left.path)"
                }
            console.writeError("note: \(words)\n")
            if case .token = left.contents { write(Hint(TokenError.keeping(left.path))) }
        }
    }
}

/// Signals that would end this process, held back for a moment.
struct HeldSignals {
    private var before = sigset_t()

    init() {
        var held = sigset_t()
        sigemptyset(&held)
        for number in [SIGHUP, SIGINT, SIGTERM, SIGTSTP] { sigaddset(&held, number) }
        pthread_sigmask(SIG_BLOCK, &held, &before)
    }

    /// Lets them do what they do.
    func release() {
        var before = before
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
