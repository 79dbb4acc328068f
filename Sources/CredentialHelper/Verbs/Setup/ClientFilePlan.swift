/// What is to become of one client's file.
struct ClientFilePlan {
    /// A secret in plain text, and what the keyring has to it.
    struct PlainSecret {
        let server: String
        let credential: Credential
        let outcome: CredentialIntake.Outcome
    }

    let writer: ClientFileWriter
    let secrets: [PlainSecret]
    /// What stays in plain text, and why.
    let left: [String]
    private let configuration: DockerConfiguration?
    private let goal: ClientFileGoal
    var file: ClientFile { writer.file }

    init(_ file: ClientFile, goal: ClientFileGoal, intake: CredentialIntake?, seconds: Int) throws {
        self.goal = goal
        writer = ClientFileWriter(file, seconds: seconds)
        configuration = try file.read()
        var secrets: [PlainSecret] = []
        var left: [String] = []
        for entry in configuration?.entries ?? [] {
            switch goal.fate(of: entry, among: configuration?.entries ?? []) {
            case .nothing: continue
            case .stays(let reason): left.append("\(entry.server.printableName): \(reason)")
            case .moves(let credential):
                let outcome = intake?.preview(credential) ?? .stored
                secrets.append(PlainSecret(server: entry.server, credential: credential, outcome: outcome))
            }
        }
        (self.secrets, self.left) = (secrets, left)
        if isPending(canAsk: true) { try writer.requireWritable() }
    }

    /// Those that the keyring has another credential for.
    var disputed: [PlainSecret] { secrets.filter { $0.account != nil } }

    func section(canAsk: Bool) -> SetupSection {
        SetupSection(heading: file.heading, findings: findings(canAsk: canAsk), actions: actions(canAsk: canAsk))
    }

    /// Whether there is anything to do.
    func isPending(canAsk: Bool) -> Bool { !actions(canAsk: canAsk).isEmpty }

    private func findings(canAsk: Bool) -> [String] {
        let others = goal.otherHelpers(in: configuration)
        let disputes = canAsk ? [] : disputed.map { "\($0.credential.shownName): the keyring has another credential" }
        return others + (left + disputes).map { "leaves in plain text \($0)" }
    }

    private func actions(canAsk: Bool) -> [String] {
        var lines = secrets.compactMap { secret in
            switch secret.outcome {
            case .stored: "move into the keyring \(secret.credential.shownName)"
            case .present: "take out \(secret.credential.shownName), which the keyring has, too"
            case .occupied(let account):
                canAsk
                    ? "ask whether \(secret.credential.shownName) replaces the keyring's (\(account.printableName))"
                    : nil
            }
        }
        lines += goal.change(of: configuration, without: canAsk ? [] : disputed.map(\.server)).intentions
        if lines.isEmpty { return [] }
        if configuration != nil, !writer.hasBackup {
            lines.append("keep its first state, without those secrets, in \(writer.backupPath)")
        }
        return lines
    }

    /// Changes the file as it is now. A secret is taken out of it only once the keyring has it.
    /// - Parameter replacing: the keys of `auths` whose secrets replace what the keyring has.
    func carryOut(_ dialogue: SetupDialogue, intake: CredentialIntake, replacing: [String]) throws {
        var moved: [Credential] = []
        var change = ClientFileChange()
        let isChanged = try writer.change { configuration in
            var disputed: [String] = []
            moved = []
            change = ClientFileChange()
            let entries = configuration?.entries ?? []
            for entry in entries where secrets.contains(where: { $0.server.sameBytes(as: entry.server) }) {
                guard case .moves(let credential) = goal.fate(of: entry, among: entries) else { continue }
                let replaces = replacing.contains { $0.sameBytes(as: entry.server) }
                if case .occupied(let account) = try intake.take(credential, replaces: replaces) {
                    let reason = "the keyring has another credential (\(account.printableName))"
                    dialogue.note("left in plain text: \(credential.shownName): \(reason)")
                    disputed.append(entry.server)
                    continue
                }
                change.secretsToRemove.append(entry.server)
                moved.append(credential)
            }
            let secrets = change.secretsToRemove
            change = goal.change(of: configuration, without: disputed)
            change.secretsToRemove = secrets
            return change.isEmpty ? nil : try version(of: configuration, after: change)
        }
        guard isChanged else { return }
        try stripBackup(of: change.secretsToRemove)
        for credential in moved { try dialogue.say("moved into the keyring: \(credential.shownName)") }
        for line in change.results(in: file.path) { try dialogue.say(line) }
    }

    private func version(
        of configuration: DockerConfiguration?,
        after change: ClientFileChange
    ) throws -> ClientFileWriter.Version {
        let first = ClientFileChange(secretsToRemove: change.secretsToRemove)
        return ClientFileWriter.Version(
            contents: try naming { () throws(ClientFileError) in try change.applied(to: configuration).text },
            backup: try naming { () throws(ClientFileError) in
                configuration == nil ? Secret() : try first.applied(to: configuration).text
            }
        )
    }

    /// An older backup has secrets that stayed in the file then.
    private func stripBackup(of servers: [String]) throws {
        let backup = ClientFile(client: file.client, path: writer.backupPath)
        guard !servers.isEmpty, let kept = try? backup.configuration() else { return }
        let stripped = try naming { () throws(ClientFileError) in
            try ClientFileChange(secretsToRemove: servers).applied(to: kept).text
        }
        if !stripped.isSame(as: kept.document.text) { try writer.replaceBackup(with: stripped) }
    }

    private func naming<Result>(_ body: () throws(ClientFileError) -> Result) throws(SetupError) -> Result {
        do throws(ClientFileError) { return try body() } catch { throw .clientFile(path: file.path, error) }
    }
}

extension ClientFilePlan.PlainSecret {
    /// Whose credential the keyring has in its place.
    var account: String? { if case .occupied(let account) = outcome { account } else { nil } }
}
