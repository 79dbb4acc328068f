/// `setup`: notes which keyring to use, and makes the encrypted one if it is that.
struct SetupVerb: Verb {
    static var name: String { "setup" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "note which keyring to use, and make the encrypted file if it is that",
            description: [
                """
                Without `--keyring` it is the one chosen before, else the one that this machine has. The encrypted \
                file is unlocked, too: its password is asked for on the terminal, unless a file gives it.
                """
            ],
            options: [
                OptionHelp(
                    "--keyring",
                    oneOf: ["service", "file"],
                    text: "the keyring to use: the session's Secret Service, or the encrypted file"
                ),
                OptionHelp(
                    "--password-file",
                    value: "FILE",
                    candidates: .files,
                    text: """
                        take the encrypted file's password from there, from now on; with `-`, standard input, or with \
                        a pipe, this once
                        """
                ),
            ],
            examples: [
                ExampleHelp(arguments: "setup --keyring file", text: "a keyring for a machine without a desktop")
            ]
        )
    }

    /// The keyring to use; when not given the one chosen before, else the one that this machine has.
    private var keyring: KeyringKind?
    /// The file from which to take the encrypted file's password from now on.
    private var passwordFile: String?

    init(_ arguments: inout Arguments) throws {
        while let option = arguments.nextOption() {
            switch option {
            case "--keyring":
                guard let kind = try KeyringKind(rawValue: arguments.value()) else {
                    throw HelperError.option(name: option, expected: KeyringSetting.expected)
                }
                keyring = kind
            case "--password-file": passwordFile = try arguments.value()
            default: throw UsageError()
            }
        }
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let settings = try Settings(environment: helper.environment)
        let kind = try kind(helper, settings: settings)
        let source = try passwordFile.map(PasswordFileOption.init)
        try Settings.requireRecordable(environment: helper.environment)
        if kind == .file { try prepareFile(helper, source: source, settings: settings) }
        var changes = [SettingChange(KeyringSetting.self, to: kind.rawValue)]
        if case .lasting(let path)? = source { changes.append(SettingChange(PasswordFileSetting.self, to: path)) }
        try helper.record(changes)
        try helper.print(#"docker uses it with this line in ~/.docker/config.json, between its braces:"# + "\n")
        try helper.print(#"  "credsStore": "pat""# + "\n")
        return .done
    }

    private func kind(_ helper: Helper, settings: Settings) throws -> KeyringKind {
        if let chosen = keyring ?? settings.keyring { return chosen }
        return try helper.keyrings.isServiceReachable(settings) ? .service : .file
    }

    /// Sees to it that the encrypted file is there, and that its password is known.
    private func prepareFile(_ helper: Helper, source: PasswordFileOption?, settings: Settings) throws {
        let keyring = try helper.keyrings.encryptedFile(settings)
        // The setting is being made just now.
        let settings = settings.choosing(.file)
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
