import PersonalAccessToken

/// `status`: what is kept, whose, of which kind, and when it expires. It never asks anybody to unlock anything.
struct StatusVerb: Verb {
    static var name: String { "status" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "show what is kept, of which kind, and when it expires",
            description: [
                """
                The soonest comes first. It never asks to unlock anything: what is locked is shown as `locked`, with \
                the date that was recorded.
                """,
                """
                For cron, the exit status is that of the worst: 4 something has expired, else 3 something is \
                expiring, else 1 not everything could be looked at, else 0 all is well.
                """,
            ],
            options: [
                OptionHelp("--json", text: "as JSON, in one line"),
                OptionHelp(
                    "--within",
                    value: "PERIOD",
                    text: "call `expiring` what expires so soon, such as `14d`, `2w` or `1mo`"
                ),
                OptionHelp(
                    "--notify",
                    text: """
                        show nothing but a notification on the desktop, of what has expired or is expiring, for each \
                        token once a day; where there is no desktop, write it to standard error
                        """
                ),
                .oneProfile,
            ],
            examples: [
                ExampleHelp(arguments: "status --within 30d", text: "what expires within a month?")
            ]
        )
    }

    private var isJSON = false
    private var notifies = false
    /// How long before an expiry to say `expiring`; `nil` when the settings are to say it.
    private var within: CalendarPeriod?
    private var profile: Profile?

    init(_ arguments: inout Arguments) throws {
        while let option = arguments.nextOption() {
            switch option {
            case "--json": isJSON = true
            case "--notify": notifies = true
            case "--within":
                let text = try arguments.value()
                guard let period = try? CalendarPeriod(parsing: text) else {
                    throw HelperError.setting(name: option, expected: "a period such as 14d, 2w or 1mo")
                }
                within = period
            case "--profile": profile = try arguments.profile(of: option)
            default: throw UsageError()
            }
        }
        if isJSON, notifies { throw UsageError() }
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let keyring = try helper.open(profile)
        let overview = try Overview(of: keyring.store, chosen: profile ?? helper.profile)
        let window = within ?? keyring.settings.warnWithin
        let rows = StatusRow.rows(of: overview, at: helper.now(), within: window)
        if notifies {
            helper.remind(of: overview, within: window, settings: keyring.settings)
            helper.reportGaps(in: overview)
        } else {
            try helper.show(rows, of: overview, in: keyring, isJSON: isJSON)
        }
        helper.noteUnusedFile(besides: keyring)
        helper.noteExposedPassword(of: keyring)
        return ExitStatus(rows, isIncomplete: overview.isIncomplete)
    }
}

extension ExitStatus {
    /// The worst of what `status` or `check` shows, for cron and scripts.
    init(_ rows: [StatusRow], isIncomplete: Bool) {
        if rows.contains(where: { $0.state == .expired || $0.registry == .refused }) {
            self = .expired
        } else if rows.contains(where: { $0.state == .expiring }) {
            self = .expiring
        } else {
            let isAllUsable = !rows.contains { $0.state == .locked || $0.state == .unusable }
            self = isIncomplete || !isAllUsable ? .failed : .done
        }
    }
}

extension Helper {
    /// Shows the rows, and what of the keyring could not be looked at.
    func show(_ rows: [StatusRow], of overview: Overview, in keyring: OpenKeyring, isJSON: Bool) throws {
        if isJSON {
            let isIncomplete = overview.isIncomplete || rows.contains { $0.state == .locked }
            try console.writeOutput(StatusJSON.text(rows, of: keyring.store.keyring, isIncomplete: isIncomplete))
        } else {
            try print("keyring: \(description(of: keyring))\n")
            if let chosen = overview.chosen { try print("profile: \(chosen.name)\n") }
            try show(StatusTable(rows, showsProfiles: overview.parts.count > 1), isIncomplete: overview.isIncomplete)
        }
        reportGaps(in: overview)
    }

    /// Says what could not be looked at, and why.
    fileprivate func reportGaps(in overview: Overview) {
        if overview.isIncomplete {
            console.writeError("the keyring is locked: there may be more in it\n")
            write(overview.lock.hint ?? "unlock it")
        }
        reportFlaws(in: overview)
    }

    private func show(_ table: StatusTable, isIncomplete: Bool) throws {
        if table.isEmpty {
            if !isIncomplete { try print("no credentials are kept\n") }
            return
        }
        try print(table.text(isColoured: hasColour, within: console.outputWidth))
    }

    /// Says what `get` would say of the credentials with which it cannot answer.
    private func reportFlaws(in overview: Overview) {
        let flaws = overview.parts.flatMap { part in
            part.snapshot.credentials.compactMap { $0.flaw(in: part.profile) }
        }
        for flaw in flaws { console.writeError(flaw.message + "\n") }
        if let hint = flaws.first?.hint { write(hint) }
    }

    private func description(of keyring: OpenKeyring) -> String {
        switch keyring.store.keyring {
        case .service: "the Secret Service"
        case .file:
            (try? keyrings.encryptedFile(keyring.settings).path).map { "the encrypted file \($0)" }
                ?? "an encrypted file"
        }
    }

    /// Says that there is an encrypted file, where the Secret Service is used and nobody has chosen it.
    fileprivate func noteUnusedFile(besides keyring: OpenKeyring) {
        guard keyring.store.keyring == .service, keyring.settings.keyring == nil,
            let file = try? keyrings.encryptedFile(keyring.settings),
            (try? file.exists) == true
        else { return }
        console.writeError("note: \(file.path) is not in use; setup --keyring file would choose it\n")
    }

    fileprivate func noteExposedPassword(of keyring: OpenKeyring) {
        guard keyring.store.keyring == .file,
            let path = try? keyrings.encryptedFile(keyring.settings).exposedPasswordFile
        else { return }
        console.writeError("note: the password file \(path) can be read by others\n")
    }
}
