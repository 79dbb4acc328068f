import PersonalAccessToken

/// `unlock` and `lock`: the password of the encrypted file, for people and their scripts.
extension Helper {
    struct UnlockOptions: Equatable {
        var change = false
        /// How long the kernel keeps the password; until it reboots when not given.
        var timeout: TimeSpan?
        /// The file with the password, with `--change` the new one; `-` is standard input.
        var passwordFile: String?
    }

    func unlock(_ options: UnlockOptions) throws(HelperError) {
        let settings = try Settings(environment: environment)
        let keyring = try openFile(settings)
        let limit = settings.timeLimits.prompt
        if options.change {
            guard try change(keyring, options, limit: limit) else { return }
        } else {
            try ask { () throws(FileFault) in try keyring.requireKernel() }
            let password = try unlockOrMake(keyring, options.passwordFile, settings)
            try ask { () throws(FileFault) in try keyring.remember(password, for: options.timeout?.seconds) }
        }
        let time = options.timeout.map { "for \(LargestUnit.text(seconds: Int64($0.seconds)))" }
        try print("unlocked \(time ?? "until the next reboot")\n")
        if settings.keyring == .service {
            console.writeError("note: the keyring in use is the Secret Service, as the setting keyring says\n")
        }
    }

    func lock() throws(HelperError) {
        let keyring = try openFile(Settings(environment: environment))
        try ask { () throws(FileFault) in try keyring.forget() }
        let other = try ask { () throws(FileFault) in try keyring.password() }
        if case .file(let path) = other?.1 {
            console.writeError("note: the password file \(path) still opens the keyring\n")
        }
    }

    /// The password that opens the keyring, asked for or from a file; makes the keyring if there is none.
    func unlockOrMake(
        _ keyring: any EncryptedKeyring,
        _ passwordFile: String?,
        _ settings: Settings
    ) throws(HelperError) -> Secret {
        let limit = settings.timeLimits.prompt
        if try ask({ () throws(FileFault) in try keyring.exists }) {
            return try opening(keyring, passwordFile, limit: limit)
        }
        let password = try newPassword(passwordFile, keyring, limit: limit)
        try ask { () throws(FileFault) in try keyring.make(password, from: source(of: passwordFile)) }
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
        _ options: UnlockOptions,
        limit: Int
    ) throws(HelperError) -> Bool {
        guard try ask({ () throws(FileFault) in try keyring.exists }) else { throw .store(.file(.absent(nil))) }
        let current = try ask { () throws(FileFault) in try keyring.password() }
        let old: (Secret, PasswordSource)
        if let current { old = current } else { old = (try opening(keyring, nil, limit: limit), .typed) }
        try ask { () throws(FileFault) in try keyring.check(old.0, from: old.1) }
        let new = try newPassword(options.passwordFile, keyring, limit: limit)
        let isRemembered = try ask { () throws(FileFault) in
            try keyring.change(from: old, to: new, for: options.timeout?.seconds)
        }
        try print("the keyring has its new password\n")
        if case .file(let path) = old.1 {
            console.writeError("note: \(path) still holds the old password: put the new one there\n")
        }
        return isRemembered
    }

    /// A password that opens the keyring. Who types it may try three times.
    private func opening(
        _ keyring: any EncryptedKeyring,
        _ passwordFile: String?,
        limit: Int
    ) throws(HelperError) -> Secret {
        let source = source(of: passwordFile)
        for isLast in [false, false, true] {
            let password = try password(passwordFile, keyring, "Password of the keyring: ", limit: limit)
            do throws(FileFault) {
                try keyring.check(password, from: source)
                return password
            } catch .wrongPassword where passwordFile == nil && !isLast {
                console.writeError("wrong password: try again\n")
            } catch {
                throw .store(.file(error))
            }
        }
        throw .store(.file(.wrongPassword(from: source)))
    }

    private func newPassword(
        _ passwordFile: String?,
        _ keyring: any EncryptedKeyring,
        limit: Int
    ) throws(HelperError) -> Secret {
        let first = try password(passwordFile, keyring, "New password of the keyring: ", limit: limit)
        if passwordFile != nil { return first }
        let second = try password(nil, keyring, "The same once more: ", limit: limit)
        let isSame = first.expose { one in second.expose { other in one.elementsEqual(other) } }
        guard isSame else { throw .store(.file(.password(.mismatch))) }
        return first
    }

    private func password(
        _ file: String?,
        _ keyring: any EncryptedKeyring,
        _ prompt: String,
        limit: Int
    ) throws(HelperError) -> Secret {
        if file == "-" {
            let input = try console.readInput(limit: Self.inputLimit)
            return try ask { () throws(FileFault) in try PasswordRules.checked(input, from: .typed) }
        }
        return try ask { () throws(FileFault) in
            if let file { return try keyring.password(inFile: file) }
            return try PasswordRules.checked(console.askPassword(prompt, seconds: limit), from: .typed)
        }
    }

    private func source(of passwordFile: String?) -> PasswordSource {
        passwordFile.flatMap { $0 == "-" ? nil : .file(path: $0) } ?? .typed
    }

    func ask<Answer>(_ question: () throws(FileFault) -> Answer) throws(HelperError) -> Answer {
        do throws(FileFault) { return try question() } catch { throw .store(.file(error)) }
    }
}
