/// The profile to use. It is chosen anew each time, so not for the settings file: a profile that was forgotten there
/// would hide every credential of the default one.
enum ProfileSetting: Setting {
    static var name: String { "PROFILE" }
    static var isForFile: Bool { false }
    static var expected: String { Profile.expected }
    static var help: SettingHelp {
        SettingHelp(
            text: """
                the profile to use, a set of credentials of its own; a program that is called \
                `docker-credential-pat-NAME` uses the profile `NAME`; in the environment only
                """,
            standard: "`default`"
        )
    }

    static func parse(_ text: String) -> Profile? { Profile(text) }
}
