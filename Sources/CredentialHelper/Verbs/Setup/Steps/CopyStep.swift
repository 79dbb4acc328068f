/// Copies credentials from another profile of the same keyring, with what is recorded of their expiry.
struct CopyStep: SetupStep {
    let sections: [SetupSection]
    var needsConsent: Bool { true }

    private let context: SetupContext
    private let copied: CopiedServers

    init(_ context: SetupContext, copying copied: CopiedServers) throws {
        guard copied.profile != context.profile else {
            throw HelperError.option(name: "--copy-from", expected: "another profile than that to set up")
        }
        (self.context, self.copied) = (context, copied)
        let store = try context.open(copied.profile)
        let intake = context.planningIntake
        let actions: [String] = try copied.servers.compactMap { server in
            let snapshot = try store.snapshot(answering: server)
            if let found = snapshot.credentials.first {
                return intake?.preview(found) == .present ? nil : "copy \(found.shownName)"
            }
            if snapshot.locked.isEmpty, !snapshot.isIncomplete { throw copied.lack(of: server) }
            return "unlock the keyring, and copy the credential of \(server.text.printableName)"
        }
        sections = [SetupSection(heading: "from the profile \(copied.profile.name)", actions: actions)]
    }

    func run(_ dialogue: SetupDialogue) throws {
        for server in copied.servers {
            guard let found = try context.open(copied.profile).credential(answering: server) else {
                throw copied.lack(of: server)
            }
            try found.requireAnswerable(in: copied.profile)
            try context.take(found, asking: dialogue, whenDone: "copied")
        }
    }
}

extension CopiedServers {
    fileprivate func lack(of server: ServerName) -> SetupError {
        .profile(problem: "the profile \(profile.name) keeps nothing for \(server.text.printableName)")
    }
}
