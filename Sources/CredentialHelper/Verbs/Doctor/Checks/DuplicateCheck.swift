/// Whether the keyring has several items of one server, as programs leave them that look for the account, too: `get`
/// answers from one of them, and the others come back when it goes.
enum DuplicateCheck: DoctorCheck {
    static var name: String { "items" }
    static let hint = "docker-credential-pat doctor --fix asks, and removes what never answers"

    static func findings(in examination: Examination) -> [Finding] {
        let items: [KeptItem]
        do throws(KeyringError) {
            items = try examination.items.get()
        } catch {
            return [examination.finding(for: error)]
        }
        let kept = KeptServers(items)
        if kept.duplicates.isEmpty {
            let count = kept.servers.count
            return [.ok("\(count) server\(count == 1 ? "" : "s"), one item for each")]
        }
        return kept.duplicates.map { server in
            let accounts = server.items.map(\.account.username.printableName).joined(separator: ", ")
            return .problem(
                "\(server.name.printableName) has \(server.items.count) items, for \(accounts): get answers for"
                    + " \(server.account.printableName)",
                hint: hint
            )
        }
    }
}
