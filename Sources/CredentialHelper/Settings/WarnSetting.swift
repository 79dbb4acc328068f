/// Whether to warn of tokens that expire.
enum WarnSetting: SettingWithDefault {
    enum Value: String {
        /// When standard error is a terminal.
        case auto
        case always
        case never
    }

    static var name: String { "WARN" }
    static var isAboutWarnings: Bool { true }
    static var defaultValue: Value { .auto }
    static var expected: String { "auto, always or never" }
    static var help: SettingHelp {
        SettingHelp(
            text: """
                warn of tokens that expire, on standard error: `auto` (when it is a terminal), `always` or `never`; \
                at most once a day for each token
                """,
            standard: "`auto`"
        )
    }

    static func parse(_ text: String) -> Value? { Value(rawValue: text) }
}
