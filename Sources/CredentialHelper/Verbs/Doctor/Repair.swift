/// `doctor --fix`: asks what the keyring has too much of, and removes that.
struct Repair {
    private let helper: Helper
    private let keyring: any KeyringExamination
    /// How long a person has for an answer.
    private let seconds: Int

    /// Throws where nobody can be asked.
    init(_ helper: Helper) throws {
        guard helper.console.inputIsTerminal, helper.console.errorIsTerminal else {
            throw HelperError.option(name: "--fix", expected: "possible without a terminal to ask on")
        }
        let settings = try Settings(environment: helper.environment)
        self.helper = helper
        keyring = try helper.keyrings.examine(settings)
        seconds = settings.timeLimits.prompt
    }

    func run() throws {
        try repair(keyring)
        for profile in try keyring.store.profiles().named { try repair(keyring.examination(of: profile)) }
    }

    /// What there is in one profile.
    private func repair(_ keyring: any KeyringExamination) throws {
        for server in try KeptServers(keyring.items()).duplicates { try removeOlderItems(of: server, in: keyring) }
        // The items of one server may have been of several accounts.
        for servers in try KeptServers(keyring.items()).disagreements { try settle(servers, in: keyring) }
    }

    /// Of several items of one name, the one that answers stays.
    private func removeOlderItems(of server: KeptServers.Server, in keyring: any KeyringExamination) throws {
        let name = keyring.store.profile.prefix + server.name.printableName
        if server.removable.count < server.items.count - 1 {
            helper.console.writeError("note: \(name) has a locked item, too: unlock it, and run this again\n")
        }
        if server.removable.isEmpty { return }
        let others = server.removable.map(\.account.username.printableName).joined(separator: ", ")
        let question =
            "\(name) has \(server.items.count) items, and get answers for \(server.account.printableName):"
            + " remove those that never answer (\(others))?"
        guard try helper.console.confirms(question, seconds: seconds) else { return }
        try keyring.removeOlderItems(of: server.name)
        try helper.print("removed from \(name): \(others)\n")
    }

    /// Of names that mean one server, those of one account stay.
    private func settle(_ servers: [KeptServers.Server], in keyring: any KeyringExamination) throws {
        var accounts: [String] = []
        for server in servers where !accounts.contains(where: server.account.sameBytes) {
            accounts.append(server.account)
        }
        helper.console.writeError(
            "\(keyring.store.profile.prefix)these mean the same server, for different accounts:\n"
        )
        for (index, account) in accounts.enumerated() {
            let names = Self.names(of: servers.filter { $0.account.sameBytes(as: account) })
            helper.console.writeError("  \(index + 1)  \(account.printableName): \(names)\n")
        }
        let question = "which is to stay? the others are removed [1-\(accounts.count), or nothing to leave them all] "
        let answer = try helper.console.askLine(question, seconds: seconds)?.trimmed ?? ""
        guard let number = Int(answer), accounts.indices.contains(number - 1) else { return }
        let removed = servers.filter { !$0.account.sameBytes(as: accounts[number - 1]) }
        try keyring.store.erase(removed.map(\.name))
        try helper.print("removed: \(Self.names(of: removed))\n")
    }

    private static func names(of servers: [KeptServers.Server]) -> String {
        servers.map(\.name.printableName).joined(separator: ", ")
    }
}
