import Glibc

/// `setup`: notes which keyring to use, and makes the encrypted one if it is that.
extension Helper {
    struct SetupOptions: Equatable {
        /// The keyring to use; when not given the one chosen before, else the one that this machine has.
        var keyring: KeyringKind?
        /// The file from which to take the encrypted file's password from now on.
        var passwordFile: String?
    }

    func setup(_ options: SetupOptions) throws {
        let settings = try Settings(environment: environment)
        let kind: KeyringKind
        if let chosen = options.keyring ?? settings.keyring {
            kind = chosen
        } else {
            kind = try keyrings.isServiceReachable(settings) ? .service : .file
        }
        var changes: [Settings.Name: String] = [.keyring: kind.rawValue]
        if let file = options.passwordFile {
            guard let path = realpath(file, nil) else {
                throw KeyringError.password(.unreadable(path: file, SystemError.last.text))
            }
            defer { free(path) }
            changes[.passwordFile] = String(cString: path)
        }
        if kind == .file { try prepareFile(changes[.passwordFile], settings) }
        let path = try Settings.record(changes, environment: environment)
        for name in Settings.Name.allCases {
            if let value = changes[name] { try print("noted in \(path): \(name.rawValue.lowercased()) is \(value)\n") }
        }
        try print(#"docker uses it with this line in ~/.docker/config.json, between its braces:"# + "\n")
        try print(#"  "credsStore": "pat""# + "\n")
    }

    /// Sees to it that the encrypted file is there, and that its password is known.
    private func prepareFile(_ passwordFile: String?, _ settings: Settings) throws {
        let keyring = try keyrings.encryptedFile(settings)
        // The setting is being made just now.
        let settings = settings.choosing(.file)
        let passwords = PasswordDialogue(console: console, keyring: keyring, seconds: settings.timeLimits.prompt)
        if let passwordFile {
            _ = try unlockOrMake(keyring, asking: passwords, from: passwordFile, settings)
        } else if let password = try keyring.password() {
            try keyring.make(with: password)
        } else {
            try keyring.requireKernelKeyring()
            let password = try unlockOrMake(keyring, asking: passwords, from: nil, settings)
            try keyring.remember(password, for: nil)
            try print("unlocked until the next reboot\n")
        }
    }
}
