import PersonalAccessToken

/// `check`: asks the registries whether the tokens still work, and the issuers when they expire.
struct CheckVerb: Verb {
    static var name: String { "check" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "ask the registries whether the tokens still work, and when they expire",
            description: [
                """
                Each token goes to the registry that it is kept for, as with `docker login`, and to nobody else but \
                the token server that this registry names and the API of whoever has issued it. GitHub, GitLab, JFrog \
                and DigitalOcean say when a token expires, and Docker Hub, while docker's web login lasts, which is \
                recorded as by `expires`. It never asks to unlock anything.
                """,
                """
                The registry's word is `works`, `refused`, `unreachable`, or `unknown`, where its answer proves \
                nothing. The exit status is that of `status`: 4 something has expired or is refused, else 3 something \
                is expiring, else 1 something could not be asked, else 0 all is well.
                """,
            ],
            operands: [
                OperandHelp(
                    name: "SERVER…",
                    isOptional: true,
                    candidates: .servers,
                    text: "those to ask, such as `ghcr.io`; left out: all that are kept"
                )
            ],
            options: [
                OptionHelp("--json", text: "as JSON, in one line, as `status` writes it"),
                .oneProfile,
            ],
            examples: [ExampleHelp(arguments: "check ghcr.io", text: "does this one still work?")]
        )
    }

    private var isJSON = false
    /// Those to check; all when there are none.
    private var servers: [String] = []
    private var profile: Profile?

    init(_ arguments: inout Arguments) throws {
        while true {
            if let server = arguments.operand() {
                servers.append(server)
            } else if let option = arguments.nextOption() {
                switch option {
                case "--json": isJSON = true
                case "--profile": profile = try arguments.profile(of: option)
                default: throw UsageError()
                }
            } else {
                return
            }
        }
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let servers = try servers.map { try ServerName($0) }
        helper.noteLeftBehind()
        let keyring = try helper.open(profile)
        let store = keyring.store
        let named = profile ?? helper.profile
        var overview =
            try servers.isEmpty
            ? Overview(of: store, chosen: named)
            : Overview(chosen(servers, in: store), of: store.profile, chosen: named)
        let asked = try ask(about: overview, in: store, helper: helper, settings: keyring.settings)
        let unrecorded = record(asked, in: store, helper: helper)
        func answer(of server: String, in profile: Profile) -> CheckedCredential? {
            asked.first { $0.profile == profile && $0.credential.server.sameBytes(as: server) }
        }
        overview.parts = overview.parts.map { part in
            var part = part
            part.snapshot.credentials = part.snapshot.credentials.map { credential in
                answer(of: credential.server, in: part.profile)?.updated ?? credential
            }
            return part
        }
        let rows = StatusRow.rows(of: overview, at: helper.now(), within: keyring.settings.warnWithin) {
            answer(of: $0, in: $1)?.check.word ?? .unknown
        }
        try helper.show(rows, of: overview, in: keyring, isJSON: isJSON)
        helper.report(asked)
        let isIncomplete = overview.isIncomplete || unrecorded || asked.contains { $0.check.isIncomplete }
        return ExitStatus(rows, isIncomplete: isIncomplete)
    }

    /// What answers for the servers that were named.
    private func chosen(_ servers: [ServerName], in store: any CredentialStore) throws -> Snapshot {
        var chosen = Snapshot()
        for server in servers {
            let found = try store.snapshot(answering: server)
            if found.credentials.isEmpty, found.locked.isEmpty {
                if found.isIncomplete { throw KeyringError.locked }
                throw HelperError.nothingKept
            }
            // Two names may lead to one entry.
            chosen.credentials += found.credentials.filter { new in
                !chosen.credentials.contains { $0.server.sameBytes(as: new.server) }
            }
            if found.credentials.isEmpty {
                chosen.locked += found.locked.filter { new in
                    !chosen.locked.contains { $0.server.sameBytes(as: new.server) }
                }
            }
        }
        return chosen
    }

    private func ask(
        about overview: Overview,
        in store: any CredentialStore,
        helper: Helper,
        settings: Settings
    ) throws -> [CheckedCredential] {
        let kept = overview.parts.flatMap { part in part.snapshot.credentials.map { (part.profile, $0) } }
        let askable = kept.filter { profile, credential in
            // docker renews those by itself, and no registry takes them.
            credential.flaw(in: profile) == nil && !RegistryIdentity.isWebLogin(credential.server)
        }
        if askable.isEmpty { return [] }
        var progress = ProgressLine(console: helper.console, total: askable.count)
        defer { progress.end() }
        let limit = settings.timeLimits.request
        let checks = try helper.online.check(askable.map(\.1), limit: limit, now: helper.now()) { done in
            progress.show(done: done)
        }
        let asked = zip(askable, checks).map { CheckedCredential(profile: $0.0, credential: $0.1, check: $1) }
        return HubExpiry(helper: helper, store: store, limit: limit).completed(asked)
    }

    /// Records what the issuers say, as `expires` would.
    /// - Returns: whether something could not be recorded.
    private func record(_ asked: [CheckedCredential], in store: any CredentialStore, helper: Helper) -> Bool {
        var hasFailed = false
        for checked in asked where checked.isNews {
            do throws(KeyringError) {
                try store.inProfile(checked.profile).record(checked.check.expiry, of: checked.credential)
            } catch {
                hasFailed = true
                helper.console.writeError("\(checked.name): its expiry was not recorded: \(error.message.printable)\n")
            }
        }
        return hasFailed
    }
}

/// A credential with the answers to it.
struct CheckedCredential {
    let profile: Profile
    let credential: Credential
    let check: CredentialCheck

    var name: String { profile.prefix + credential.server.printableName }

    /// The same with what is known of its expiry now.
    var updated: Credential { isNews ? credential.recording(check.expiry) : credential }

    /// Whether the issuer says something that is not recorded yet. Some say how many seconds are left, so that a minute
    /// more or less is nothing new.
    var isNews: Bool {
        switch (check.expiry, credential.recordedExpiry) {
        case (.unknown, _): false
        case (.at(let new), .at(let old)): abs(new.seconds - old.seconds) > 60
        case (let new, let old): new != old
        }
    }
}

extension Helper {
    /// Says why a credential was refused, and what could not be asked. A hint comes once.
    fileprivate func report(_ asked: [CheckedCredential]) {
        var hints: [String] = []
        for checked in asked {
            for problem in checked.check.problems {
                console.writeError("\(checked.name): \(problem.message.printable)\n")
                if let hint = problem.hint, !hints.contains(hint) { hints.append(hint) }
            }
        }
        for hint in hints { write(Hint(hint)) }
    }
}
