import Glibc

/// `setup`: notes which keyring to use, and makes the encrypted one if it is that.
extension Helper {
    struct SetupOptions: Equatable {
        /// The keyring to use; when not given the one chosen before, else the one that this machine has.
        var keyring: KeyringKind?
        /// The file from which to take the encrypted file's password from now on.
        var passwordFile: String?
    }

    func setup(_ options: SetupOptions) throws(HelperError) {
        let settings = try Settings(environment: environment)
        let kind: KeyringKind
        if let chosen = options.keyring ?? settings.keyring {
            kind = chosen
        } else {
            kind = try isServiceReachable(settings) ? .service : .file
        }
        var changes: [Settings.Name: String] = [.keyring: kind.rawValue]
        if let file = options.passwordFile {
            guard let path = realpath(file, nil) else {
                let fault = PasswordFault.unreadable(path: file, SystemError.last.text)
                throw .store(.file(.password(fault)))
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
    private func prepareFile(_ passwordFile: String?, _ settings: Settings) throws(HelperError) {
        let keyring = try openFile(settings)
        // The setting is being made just now.
        let settings = settings.choosing(.file)
        if let passwordFile {
            _ = try unlockOrMake(keyring, passwordFile, settings)
        } else if let (password, source) = try ask({ () throws(FileFault) in try keyring.password() }) {
            try ask { () throws(FileFault) in try keyring.make(password, from: source) }
        } else {
            try ask { () throws(FileFault) in try keyring.requireKernel() }
            let password = try unlockOrMake(keyring, nil, settings)
            try ask { () throws(FileFault) in try keyring.remember(password, for: nil) }
            try print("unlocked until the next reboot\n")
        }
    }
}
