/// Whether names that mean the same server are of different accounts: docker then logs in as one, and podman as the
/// other.
enum AccountCheck: DoctorCheck {
    static var name: String { "accounts" }
    static let hint = "docker-credential-pat doctor --fix asks which is to stay"

    static func findings(in examination: Examination) throws(KeyringError) -> [Finding] {
        let disagreements = try examination.items.get().flatMap { part in
            KeptServers(part.value).disagreements.map { (part.profile, $0) }
        }
        if disagreements.isEmpty { return [.ok("names of the same server are of the same account")] }
        return disagreements.map { profile, servers in
            let names = servers.map { "\($0.name.printableName) (\($0.account.printableName))" }
            return .problem(
                "\(profile.prefix)these mean the same server, for different accounts: \(names.joined(separator: ", "))",
                hint: hint
            )
        }
    }
}
