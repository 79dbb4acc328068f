import PersonalAccessToken

/// `unlock`: has the kernel remember the password of the encrypted file, for people and their scripts.
struct UnlockVerb: Verb {
    static var name: String { "unlock" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "open the encrypted file until the next reboot; the first time, make it",
            description: [
                """
                Asks for its password on the terminal, or reads it from a file. The kernel remembers it, in all of \
                your sessions and for nobody else.
                """
            ],
            options: [
                OptionHelp("--timeout", value: "PERIOD", text: "for so long, such as `30m`, `8h` or `2d`"),
                OptionHelp(
                    "--password-file",
                    value: "FILE",
                    candidates: .files,
                    text: "read the password, with `--change` the new one, from there; `-` is standard input"
                ),
                OptionHelp("--change", text: "give the encrypted file another password"),
            ],
            examples: [
                ExampleHelp(arguments: "unlock --timeout 8h", text: "for a working day"),
                ExampleHelp(arguments: "unlock --change", text: "another password"),
            ]
        )
    }

    private var isChange = false
    /// How long the kernel keeps the password; `nil` until it reboots.
    private var timeout: TimeSpan?
    /// The file with the password, with `--change` the new one; `-` is standard input.
    private var passwordFile: String?

    init(_ arguments: inout Arguments) throws {
        while let option = arguments.nextOption() {
            switch option {
            case "--change": isChange = true
            case "--timeout":
                guard let span = try TimeSpan(arguments.value()) else {
                    throw HelperError.option(name: option, expected: "a span of time such as 30m, 8h or 2d")
                }
                timeout = span
            case "--password-file": passwordFile = try arguments.value()
            default: throw UsageError()
            }
        }
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let settings = try Settings(environment: helper.environment)
        let keyring = try helper.keyrings.encryptedFile(settings)
        let passwords = PasswordDialogue(console: helper.console, keyring: keyring, settings: settings)
        if isChange {
            guard try change(keyring, asking: passwords, helper: helper) else { return .done }
        } else {
            try keyring.requireKernelKeyring()
            let password = try helper.openOrMake(keyring, asking: passwords, from: passwordFile, settings: settings)
            try keyring.remember(password, for: timeout?.seconds)
        }
        let time = timeout.map { "for \(DurationText(.seconds($0.seconds)))" }
        try helper.print("unlocked \(time ?? "until the next reboot")\n")
        if settings.keyring == .service {
            helper.console.writeError("note: the keyring in use is the Secret Service, as the setting keyring says\n")
        }
        return .done
    }

    /// - Returns: whether the kernel remembers the new password.
    private func change(
        _ keyring: any EncryptedKeyring,
        asking passwords: PasswordDialogue,
        helper: Helper
    ) throws -> Bool {
        guard try keyring.exists else { throw KeyringError.noFile(kernelKeyring: nil) }
        let old = try keyring.password() ?? passwords.opening(from: nil)
        try keyring.check(old)
        let new = try passwords.new(from: passwordFile)
        let isRemembered = try keyring.change(from: old, to: new, rememberedFor: timeout?.seconds)
        try helper.print("the keyring has its new password\n")
        if case .file(let path) = old.source, !new.secret.isSame(as: old.secret) {
            helper.console.writeError("note: \(path) still holds the old password: put the new one there\n")
        }
        return isRemembered
    }
}
