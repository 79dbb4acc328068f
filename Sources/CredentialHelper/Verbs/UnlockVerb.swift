import PersonalAccessToken

/// `unlock` and `lock`: the password of the encrypted file, for people and their scripts.
extension Helper {
    struct UnlockOptions: Equatable {
        var change = false
        /// How long the kernel keeps the password; `nil` until it reboots.
        var timeout: TimeSpan?
        /// The file with the password, with `--change` the new one; `-` is standard input.
        var passwordFile: String?
    }

    func unlock(_ options: UnlockOptions) throws {
        let settings = try Settings(environment: environment)
        let keyring = try keyrings.encryptedFile(settings)
        let passwords = PasswordDialogue(console: console, keyring: keyring, seconds: settings.timeLimits.prompt)
        if options.change {
            guard try change(keyring, asking: passwords, options) else { return }
        } else {
            try keyring.requireKernelKeyring()
            let password = try unlockOrMake(keyring, asking: passwords, from: options.passwordFile, settings)
            try keyring.remember(password, for: options.timeout?.seconds)
        }
        let time = options.timeout.map { "for \(LargestUnit.text(seconds: Int64($0.seconds)))" }
        try print("unlocked \(time ?? "until the next reboot")\n")
        if settings.keyring == .service {
            console.writeError("note: the keyring in use is the Secret Service, as the setting keyring says\n")
        }
    }

    func lock() throws {
        let keyring = try keyrings.encryptedFile(Settings(environment: environment))
        try keyring.forget()
        if case .file(let path) = try keyring.password()?.source {
            console.writeError("note: the password file \(path) still opens the keyring\n")
        }
    }

    /// The password that opens the keyring, asked for or from a file; makes the keyring if there is none.
    func unlockOrMake(
        _ keyring: any EncryptedKeyring,
        asking passwords: PasswordDialogue,
        from file: String?,
        _ settings: Settings
    ) throws -> KeyringPassword {
        if try keyring.exists { return try passwords.opening(from: file) }
        let password = try passwords.new(from: file)
        try keyring.make(with: password)
        try print("made the keyring \(keyring.path)\n")
        // Who makes one means to use it, also when a desktop comes along and offers another.
        if settings.keyring == nil {
            let path = try Settings.record([.keyring: KeyringKind.file.rawValue], environment: environment)
            try print("noted in \(path): keyring is file\n")
        }
        return password
    }

    /// - Returns: whether the kernel remembers the new password.
    private func change(
        _ keyring: any EncryptedKeyring,
        asking passwords: PasswordDialogue,
        _ options: UnlockOptions
    ) throws -> Bool {
        guard try keyring.exists else { throw KeyringError.noFile(kernelKeyring: nil) }
        let old = try keyring.password() ?? passwords.opening(from: nil)
        try keyring.check(old)
        let new = try passwords.new(from: options.passwordFile)
        let isRemembered = try keyring.change(from: old, to: new, rememberedFor: options.timeout?.seconds)
        try print("the keyring has its new password\n")
        if case .file(let path) = old.source {
            console.writeError("note: \(path) still holds the old password: put the new one there\n")
        }
        return isRemembered
    }
}
