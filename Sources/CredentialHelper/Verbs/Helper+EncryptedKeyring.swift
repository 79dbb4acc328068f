extension Helper {
    /// The password that opens the encrypted file, asked for or read from a file. Makes the encrypted file if there is
    /// none.
    func openOrMake(
        _ keyring: any EncryptedKeyring,
        asking passwords: PasswordDialogue,
        from file: String?,
        settings: Settings
    ) throws -> KeyringPassword {
        if try keyring.exists { return try passwords.opening(from: file) }
        // Whoever makes one means to use it, also when a desktop comes along and offers another.
        let isRecorded = settings.keyring == nil
        if isRecorded { try Settings.requireRecordable(environment: environment) }
        let password = try passwords.new(from: file)
        try keyring.make(with: password)
        try print("made the keyring \(keyring.path)\n")
        if isRecorded { try record([SettingChange(KeyringSetting.self, to: KeyringKind.file.rawValue)]) }
        return password
    }

    /// Where there is an encrypted file and nobody has chosen a keyring, the one that a login has gone to is chosen for
    /// good: otherwise it would be looked for in the other one the day a Secret Service comes or goes.
    func settleChoice(after login: OpenKeyring) {
        guard login.settings.keyring == nil, let file = try? keyrings.encryptedFile(login.settings),
            (try? file.exists) == true
        else { return }
        let keyring = login.store.keyring.rawValue
        // The credential is kept: that the choice cannot be noted is no failure of the login.
        let path = try? Settings.record([SettingChange(KeyringSetting.self, to: keyring)], environment: environment)
        guard let path, warns(by: login.settings) else { return }
        console.writeError("note: the keyring is \(keyring) from now on, as noted in \(path)\n")
    }

    /// Writes settings into the settings file, and says so.
    func record(_ changes: [SettingChange]) throws {
        let path = try Settings.record(changes, environment: environment)
        for change in changes { try print("noted in \(path): \(change.setting.nameInFile) is \(change.text)\n") }
    }
}
