extension Helper {
    /// The keyring that is in use, with the settings that hold for it.
    struct OpenKeyring {
        let store: any CredentialStore
        let settings: Settings
    }

    /// Called by the verbs that need a keyring after their input has proved good.
    /// - Parameter profile: the one that the command line names, if it names one.
    func open(_ profile: Profile? = nil) throws -> OpenKeyring {
        let settings = try Settings(environment: environment)
        for problem in settings.warnings { warn(problem.message, by: settings) }
        // No program can do anything about a name that is mistyped, and nothing that it needs is missing.
        if isForPeople, warns(by: settings) {
            for problem in settings.unknown {
                warn(problem.message.printable, by: settings)
                if let hint = problem.hint { write(hint) }
            }
        }
        return OpenKeyring(store: try store(settings, in: profile), settings: settings)
    }

    private func store(_ settings: Settings, in named: Profile?) throws -> any CredentialStore {
        let store = try keyrings.open(settings)
        guard let profile = named ?? profile else { return store }
        return store.inProfile(profile)
    }
}
