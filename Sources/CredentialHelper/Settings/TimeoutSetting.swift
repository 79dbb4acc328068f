/// How long to wait for the keyring, and for a person.
enum TimeoutSetting: SettingWithDefault {
    static var name: String { "TIMEOUT" }
    static var defaultValue: TimeLimits { TimeLimits() }
    static var expected: String { "a number of seconds from 1 to 3600, or two such with a comma" }
    static var help: SettingHelp {
        SettingHelp(
            text: """
                seconds to wait for the keyring, or for standard input to end, and, after a comma, for a person at a \
                prompt or a terminal; one number sets both
                """,
            standard: "`10,120`"
        )
    }

    static func parse(_ text: String) -> TimeLimits? { TimeLimits(text) }
}
