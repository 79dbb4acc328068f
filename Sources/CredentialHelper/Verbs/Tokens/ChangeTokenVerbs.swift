import PersonalAccessToken

/// `disable`: has a token refused, until it is enabled again.
struct DisableVerb: ChangeTokenVerb {
    static var name: String { "disable" }
    static var help: VerbHelp {
        help(summary: "have a token of Docker Hub refused, until it is enabled again", done: "disabled")
    }

    let target: TokenTarget

    init(_ arguments: inout Arguments) throws { target = try TokenTarget(&arguments) }

    func change(_ token: IssuedToken, in session: HubSession, isKept: Bool) throws -> String {
        try session.account.setActive(false, id: token.id)
        return "disabled"
    }
}

/// `enable`: has a disabled token work again.
struct EnableVerb: ChangeTokenVerb {
    static var name: String { "enable" }
    static var help: VerbHelp { help(summary: "have a disabled token of Docker Hub work again", done: "enabled") }

    static var isForDisabled: Bool { true }

    let target: TokenTarget

    init(_ arguments: inout Arguments) throws { target = try TokenTarget(&arguments) }

    func change(_ token: IssuedToken, in session: HubSession, isKept: Bool) throws -> String {
        try session.account.setActive(true, id: token.id)
        if target.id == nil, !isKept, try !session.keptToken().isThe(token) {
            // It was another one, and somebody has disabled it for a reason.
            try session.account.setActive(false, id: token.id)
            throw TokenError.notAToken(server: session.server)
        }
        return "enabled"
    }
}

/// `revoke`: deletes a token for good, here, too.
struct RevokeVerb: ChangeTokenVerb {
    static var name: String { "revoke" }
    static var help: VerbHelp {
        help(summary: "delete a token of Docker Hub for good, here, too, if it is kept", done: "deleted")
    }

    let target: TokenTarget

    init(_ arguments: inout Arguments) throws { target = try TokenTarget(&arguments) }

    func change(_ token: IssuedToken, in session: HubSession, isKept: Bool) throws -> String {
        try session.account.delete(id: token.id)
        guard isKept, let kept = session.kept else { return "revoked" }
        let server = try ServerName(kept.server)
        do throws(KeyringError) {
            try session.keyring.store.eraseAll(meaning: server)
        } catch {
            session.helper.console.writeError("note: it was revoked, and is still kept here\n")
            throw error
        }
        let profile = session.keyring.store.profile
        return profile.isDefault ? "revoked, and erased here," : "revoked, and erased in the profile \(profile.name),"
    }
}

/// Which token to change, as the command line has it, and whether that is meant.
struct TokenTarget {
    /// A server, or the beginning of a token's number.
    fileprivate let text: String
    fileprivate var isConfirmed = false
    fileprivate var signIn = SignInOptions()

    fileprivate init(_ arguments: inout Arguments) throws {
        text = try arguments.requireOperand("SERVER|ID")
        while let option = arguments.nextOption() {
            if option == "--yes" { isConfirmed = true } else { try signIn.take(option, from: &arguments) }
        }
    }

    /// The number, or its beginning, if it is that: 4 characters or more of a UUID, which may be letters alone. No name
    /// of Docker Hub's is made of these.
    fileprivate var id: String? {
        let id = text.lowercased()
        let isID = id.utf8.count >= 4 && id.utf8.allSatisfy { "0123456789abcdef-".utf8.contains($0) }
        return isID ? id : nil
    }
}

/// A verb that changes one token at Docker Hub.
protocol ChangeTokenVerb: Verb {
    /// Whether the token is meant to be a disabled one, of which Docker Hub does not say any more which is kept.
    static var isForDisabled: Bool { get }
    var target: TokenTarget { get }

    /// - Parameter isKept: whether it is the one that is kept here.
    /// - Returns: what was done, for people.
    func change(_ token: IssuedToken, in session: HubSession, isKept: Bool) throws -> String
}

extension ChangeTokenVerb {
    static var isForDisabled: Bool { false }

    static func help(summary: String, done: String) -> VerbHelp {
        VerbHelp(
            summary: summary,
            description: [
                "Asks on the terminal whether it is meant, unless `--yes` says so.", SignInOptions.description,
            ],
            operands: [
                OperandHelp(
                    name: "SERVER|ID",
                    candidates: .servers,
                    text:
                        "Docker Hub, for the token that is kept; or the beginning of a number that `tokens` shows"
                )
            ],
            options: [OptionHelp("--yes", text: "it is meant")] + SignInOptions.help
        )
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let session = try HubSession(helper, options: target.signIn, server: target.id == nil ? target.text : nil)
        let kept = try session.keptToken()
        let token = try chosen(among: session.account.tokens(), kept: kept, session: session)
        let text = "the token “\(token.description.printableName)” (\(token.id.printable))"
        try confirm("\(Self.name) \(text)?", helper: helper, settings: session.keyring.settings)
        let done = try change(token, in: session, isKept: kept.isThe(token))
        try helper.print("\(done) \(text)\n")
        return .done
    }

    private func chosen(
        among tokens: [IssuedToken],
        kept: KeptToken,
        session: HubSession
    ) throws -> IssuedToken {
        guard let id = target.id else {
            if let found = tokens.first(where: kept.isThe) { return found }
            let disabled =
                Self.isForDisabled && kept.id == nil ? tokens.filter { $0.mayBe(session.kept, of: session) } : []
            if disabled.count > 1 { throw TokenError.severalDisabled(server: session.server) }
            guard let found = disabled.first else { throw session.error(of: kept) }
            return found
        }
        let found = tokens.filter { $0.id.lowercased().utf8.starts(with: id.utf8) }
        guard let token = found.first else { throw TokenError.noSuchToken }
        guard found.count == 1 else { throw TokenError.ambiguous }
        return token
    }

    private func confirm(_ question: String, helper: Helper, settings: Settings) throws {
        if target.isConfirmed { return }
        guard helper.console.inputIsTerminal else { throw TokenError.unconfirmed }
        guard try helper.console.confirms(question, seconds: settings.timeLimits.prompt) else {
            throw TokenError.declined
        }
    }
}

extension IssuedToken {
    /// Whether it is disabled, and nothing that is known of the credential says that it is another one.
    fileprivate func mayBe(_ kept: Credential?, of session: HubSession) -> Bool {
        guard !isActive, let kept, kept.token.kind == .dockerPersonalAccessToken,
            kept.username.sameBytes(as: session.username)
        else { return false }
        return switch (expiry, kept.recordedExpiry) {
        case (_, .unknown): true
        case (.at(let end), .at(let recorded)): abs(end.seconds - recorded.seconds) <= 60
        case (let end, let recorded): end == recorded
        }
    }
}
