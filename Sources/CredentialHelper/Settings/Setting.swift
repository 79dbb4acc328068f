/// One setting: its name, what it takes, and what is said of it. The list of the settings is `Settings.all`.
protocol Setting {
    associatedtype Value

    /// In the environment with `DOCKER_CREDENTIAL_PAT_` before it, in the settings file in lower case.
    static var name: String { get }
    /// What all the places say of it that explain settings.
    static var help: SettingHelp { get }
    /// Whether it may stand in the settings file.
    static var isForFile: Bool { get }
    /// Whether it only says how to warn. A warning never breaks a client, so a value of a wrong form or type is no
    /// error then: it is warned of, and counts as not given.
    static var isAboutWarnings: Bool { get }

    /// What a value must be, as in "warn is not auto, always or never".
    static var expected: String { get }
    /// `nil` when the text is not what is expected.
    static func parse(_ text: String) -> Value?
}

protocol SettingWithDefault: Setting {
    static var defaultValue: Value { get }
}

extension Setting {
    static var isForFile: Bool { true }
    static var isAboutWarnings: Bool { false }

    static var variable: String { "DOCKER_CREDENTIAL_PAT_\(name)" }
    static var nameInFile: String { name.lowercased() }
}
