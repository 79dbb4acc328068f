import PersonalAccessToken

/// What the user may set: in the environment, else in `$XDG_CONFIG_HOME/docker-credential-pat/config.json`.
package struct Settings {
    /// All settings there are, in the order of `--help` and of the settings file. A new one is added here, and below.
    static var all: [any Setting.Type] {
        [
            KeyringSetting.self, PasswordFileSetting.self, PlainSessionSetting.self, TimeoutSetting.self,
            WarnSetting.self, WarnWithinSetting.self, OnExpiredSetting.self, ExpiresSetting.self,
            ProfileSetting.self,
        ]
    }

    package private(set) var keyring: KeyringKind?
    package let passwordFile: String?
    /// Whether secrets may cross the session bus in the clear.
    package let allowsPlainSession: Bool
    package private(set) var timeLimits: TimeLimits
    let warn: WarnSetting.Value
    let warnWithin: CalendarPeriod
    let onExpired: OnExpiredSetting.Value
    let expires: String?
    /// What is wrong with those that are only about warnings.
    let warnings: [HelperError]
    /// The names in the settings file that are no setting's.
    let unknown: [HelperError]

    /// Reads the environment and, where it is, the settings file.
    package init(environment: [String: String]) throws(HelperError) {
        try self.init(environment: environment, file: SettingsFile(environment))
    }

    init(environment: [String: String], file: SettingsFile?) throws(HelperError) {
        var reader = try SettingsReader(environment: environment, file: file)
        keyring = try reader.value(of: KeyringSetting.self)
        passwordFile = try reader.value(of: PasswordFileSetting.self)
        allowsPlainSession = try reader.value(of: PlainSessionSetting.self) == .allow
        timeLimits = try reader.value(of: TimeoutSetting.self)
        warn = try reader.value(of: WarnSetting.self)
        warnWithin = try reader.value(of: WarnWithinSetting.self)
        onExpired = try reader.value(of: OnExpiredSetting.self)
        expires = try reader.value(of: ExpiresSetting.self)
        warnings = reader.warnings
        unknown = reader.unknown
    }

    /// Those that hold where nothing is set.
    init() {
        keyring = nil
        passwordFile = nil
        allowsPlainSession = PlainSessionSetting.defaultValue == .allow
        timeLimits = TimeoutSetting.defaultValue
        warn = WarnSetting.defaultValue
        warnWithin = WarnWithinSetting.defaultValue
        onExpired = OnExpiredSetting.defaultValue
        expires = nil
        warnings = []
        unknown = []
    }

    /// The same settings with other limits.
    func waiting(_ limits: TimeLimits) -> Settings {
        var settings = self
        settings.timeLimits = limits
        return settings
    }

    /// The same settings with another keyring.
    func choosing(_ keyring: KeyringKind) -> Settings {
        var settings = self
        settings.keyring = keyring
        return settings
    }
}
