extension Helper {
    /// The keyring that is in use, with the settings that hold for it.
    struct OpenKeyring {
        let store: any CredentialStore
        let settings: Settings
    }

    /// Called by the verbs that need a keyring after their input has proved good.
    func open() throws -> OpenKeyring {
        let settings = try Settings(environment: environment)
        for problem in settings.warnings { warn(problem.message, by: settings) }
        return OpenKeyring(store: try keyrings.open(settings), settings: settings)
    }
}
