/// When the token expires that a `store` brings, as typed: what it means depends on the time of the `store`. It is for
/// one login, so not for the settings file.
enum ExpiresSetting: Setting {
    static var name: String { "EXPIRES" }
    static var isForFile: Bool { false }
    static var expected: String { "a period or a date" }
    static var help: SettingHelp {
        SettingHelp(
            text: """
                when the token of this login expires, as in `DOCKER_CREDENTIAL_PAT_EXPIRES=90d docker login`; in the \
                environment only
                """
        )
    }

    static func parse(_ text: String) -> String? { text }
}
