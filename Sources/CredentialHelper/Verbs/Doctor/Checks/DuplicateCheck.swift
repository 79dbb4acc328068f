/// Whether the keyring has several items of one server, as programs leave them that look for the account, too: `get`
/// answers from one of them, and the others come back when it goes.
enum DuplicateCheck: DoctorCheck {
    static var name: String { "items" }
    static let hint = "docker-credential-pat doctor --fix asks, and removes what never answers"

    static func findings(in examination: Examination) throws(KeyringError) -> [Finding] {
        let items = try examination.items.get()
        let kept = items.map { InProfile(profile: $0.profile, value: KeptServers($0.value)) }
        let duplicates = kept.flatMap { part in part.value.duplicates.map { (part.profile, $0) } }
        if duplicates.isEmpty {
            let count = kept.reduce(0) { $0 + $1.value.servers.count }
            return [.ok("\(count) server\(count == 1 ? "" : "s"), one item for each")]
        }
        return duplicates.map { profile, server in
            let accounts = server.items.map(\.account.username.printableName).joined(separator: ", ")
            return .problem(
                "\(profile.prefix)\(server.name.printableName) has \(server.items.count) items, for \(accounts):"
                    + " get answers for \(server.account.printableName)",
                hint: hint
            )
        }
    }
}
