/// How long to wait for the keyring, for the network, and for a person.
enum TimeoutSetting: SettingWithDefault {
    static var name: String { "TIMEOUT" }
    static var defaultValue: TimeLimits { TimeLimits() }
    static var expected: String { "a number of seconds from 1 to 3600, or two such with a comma" }
    static var help: SettingHelp {
        SettingHelp(
            text: """
                seconds to wait for the keyring, or for standard input to end, or for one request on the network, and, \
                after a comma, for a person at a prompt or a terminal; one number sets all
                """,
            standard: "`10,120`, 15 for a request"
        )
    }

    static func parse(_ text: String) -> TimeLimits? { TimeLimits(text) }
}
