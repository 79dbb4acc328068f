/// Notes which keyring to use, and makes the encrypted file if it is that.
struct KeyringStep: SetupStep {
    let sections: [SetupSection]
    /// It changes this program's own files alone.
    var needsConsent: Bool { false }

    private let context: SetupContext
    private let keyring: KeyringKind
    private let source: PasswordFileOption?

    init(_ context: SetupContext) throws {
        self.context = context
        keyring = try context.keyring.get()
        source = try context.options.passwordFile.map(PasswordFileOption.init)
        let heading: String
        var actions: [String] = []
        switch keyring {
        case .service: heading = "keyring: the Secret Service"
        case .file:
            let file = try context.helper.keyrings.encryptedFile(context.settings)
            heading = "keyring: the encrypted file \(file.path)"
            // One that cannot be taken is an error before anything is done.
            let password = try source == nil ? file.password() : nil
            if try !file.exists {
                actions.append("make it")
            } else if password == nil {
                actions.append("open it")
            }
        }
        let noted = try Settings(environment: [:], file: SettingsFile(context.environment)).keyring
        if context.options.keyring != nil || source != nil || noted != keyring {
            actions.append("note that it is the one in use")
        }
        sections = [SetupSection(heading: heading, actions: actions)]
        if !actions.isEmpty { try Settings.requireRecordable(environment: context.environment) }
    }

    func run(_ dialogue: SetupDialogue) throws {
        if keyring == .file { try prepareFile(dialogue.helper) }
        var changes = [SettingChange(KeyringSetting.self, to: keyring.rawValue)]
        if case .lasting(let path)? = source { changes.append(SettingChange(PasswordFileSetting.self, to: path)) }
        try dialogue.helper.record(changes)
    }

    /// Sees to it that the encrypted file is there, and that its password is known.
    private func prepareFile(_ helper: Helper) throws {
        let keyring = try helper.keyrings.encryptedFile(context.settings)
        // The setting is being made just now.
        let settings = context.settings.choosing(.file)
        let passwords = PasswordDialogue(console: helper.console, keyring: keyring, settings: settings)
        if case .lasting(let path)? = source {
            _ = try helper.openOrMake(keyring, asking: passwords, from: path, settings: settings)
        } else if source == nil, let password = try keyring.password() {
            try keyring.make(with: password)
        } else {
            try keyring.requireKernelKeyring()
            let password = try helper.openOrMake(keyring, asking: passwords, from: source?.path, settings: settings)
            try keyring.remember(password, for: nil)
            try helper.print("unlocked until the next reboot\n")
        }
    }
}
