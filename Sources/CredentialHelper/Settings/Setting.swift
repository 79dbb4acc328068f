/// One setting: its name, what it takes, and its lines in `--help`. Which settings there are is said in `Settings`.
protocol Setting {
    associatedtype Value

    /// In the environment with `DOCKER_CREDENTIAL_PAT_` before it, in the settings file in lower case.
    static var name: String { get }
    static var help: String { get }
    /// Whether it may stand in the settings file.
    static var isForFile: Bool { get }
    /// Whether it only says how to warn. A warning never breaks a client: a value that is of no use is warned of, too, and
    /// counts as not given.
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
