import PersonalAccessToken

/// What the user may set: in the environment, else in `$XDG_CONFIG_HOME/docker-credential-pat/config.json`.
package struct Settings {
    package enum Warn: String {
        /// When standard error is a terminal.
        case auto
        case always
        case never
    }

    package enum OnExpired: String {
        /// Answer with the expired token: the registry is the judge.
        case answer
        /// Answer "not found", so that public images can be pulled anonymously.
        case notFound = "not-found"
    }

    package let timeLimits: TimeLimits
    /// The keyring that was chosen; nothing where nobody has.
    package private(set) var keyring: KeyringKind?
    /// The file whose contents are the file keyring's password.
    package let passwordFile: String?
    let warn: Warn
    let warnWithin: CalendarPeriod
    let onExpired: OnExpired
    /// What is wrong with settings that only say how to warn: a warning never breaks a client, however it is set.
    let complaints: [HelperError]
    /// The expiry of the token that a `store` brings, as typed; for one login, so in the environment only.
    let expires: String?

    /// The settings' names: with `DOCKER_CREDENTIAL_PAT_` before it in the environment, in lower case in the file.
    enum Name: String, CaseIterable {
        case keyring = "KEYRING"
        case passwordFile = "PASSWORD_FILE"
        case timeout = "TIMEOUT"
        case warn = "WARN"
        case warnWithin = "WARN_WITHIN"
        case onExpired = "ON_EXPIRED"
    }

    private static let prefix = "DOCKER_CREDENTIAL_PAT_"

    /// - Parameter file: the settings file's place and contents, if there is one.
    package init(environment: [String: String], file: (path: String, contents: Secret)?) throws(HelperError) {
        let object = try file.map { file throws(HelperError) in try SettingsObject(file) }
        let inFile = object?.values ?? [:]
        var complaints: [HelperError] = []
        if let file, object?.hasUnknownName == true {
            // A mistyped name would otherwise look as if it were obeyed.
            complaints.append(.settingsFile(path: file.path, problem: "it has a setting of an unknown name"))
        }

        func read<Value>(_ name: Name, _ expected: String, _ parse: (String) -> Value?) throws(HelperError) -> Value? {
            let variable = Self.prefix + name.rawValue
            if let text = environment[variable], !text.isEmpty {
                guard let value = parse(text) else { throw .setting(name: variable, expected: expected) }
                return value
            }
            guard let file, let text = inFile[name]?.text else { return nil }
            guard let value = parse(text) else {
                throw .settingsFile(path: file.path, problem: "\(name.rawValue.lowercased()) is not \(expected)")
            }
            return value
        }

        func readLeniently<Value>(_ name: Name, _ expected: String, _ parse: (String) -> Value?) -> Value? {
            do throws(HelperError) {
                return try read(name, expected, parse)
            } catch {
                complaints.append(error)
                return nil
            }
        }

        keyring = try read(.keyring, "service or file", KeyringKind.init)
        passwordFile = try read(.passwordFile, "a path that begins with /") { $0.first == "/" ? $0 : nil }
        timeLimits =
            try read(.timeout, "a number of seconds from 1 to 3600, or two such with a comma", TimeLimits.init)
            ?? TimeLimits()
        warn = readLeniently(.warn, "auto, always or never", Warn.init) ?? .auto
        warnWithin = readLeniently(.warnWithin, "a period such as 14d or 2w", CalendarPeriod.init(typed:)) ?? .days(14)
        onExpired = try read(.onExpired, "answer or not-found", OnExpired.init) ?? .answer
        let typed = environment[Self.prefix + "EXPIRES"] ?? ""
        expires = typed.isEmpty ? nil : typed
        self.complaints = complaints
    }

    /// The same settings with another keyring.
    func choosing(_ keyring: KeyringKind) -> Settings {
        var settings = self
        settings.keyring = keyring
        return settings
    }
}

extension CalendarPeriod {
    fileprivate init?(typed text: String) {
        guard let period = try? CalendarPeriod(parsing: text) else { return nil }
        self = period
    }
}
