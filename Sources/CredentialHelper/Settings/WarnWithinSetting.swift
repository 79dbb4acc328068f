import PersonalAccessToken

/// How long before a token's expiry to begin to warn.
enum WarnWithinSetting: SettingWithDefault {
    static var name: String { "WARN_WITHIN" }
    static var isAboutWarnings: Bool { true }
    static var defaultValue: CalendarPeriod { .days(14) }
    static var expected: String { "a period such as 14d or 2w" }
    static var help: SettingHelp {
        SettingHelp(text: "how long before the expiry to begin", standard: "`14d`")
    }

    static func parse(_ text: String) -> CalendarPeriod? { try? CalendarPeriod(parsing: text) }
}
