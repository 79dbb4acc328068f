/// Whether secrets may cross the session bus in the clear, where the keyring offers no encryption ("plain" is the name
/// of that in the Secret Service API, "Transfer of Secrets").
enum PlainSessionSetting: SettingWithDefault {
    enum Value: String {
        case refuse
        case allow
    }

    static var name: String { "PLAIN_SESSION" }
    static var defaultValue: Value { .refuse }
    static var expected: String { "refuse or allow" }
    static var help: SettingHelp {
        SettingHelp(
            text: "what to do where a keyring offers no encryption on the session bus: `refuse` or `allow`",
            standard: "`refuse`"
        )
    }

    static func parse(_ text: String) -> Value? { Value(rawValue: text) }
}
