/// Which of the two keyrings is used; unset where nobody has chosen.
enum KeyringSetting: Setting {
    static var name: String { "KEYRING" }
    static var expected: String { "service or file" }
    static var help: SettingHelp {
        SettingHelp(
            text: "`service` (the session's Secret Service) or `file` (encrypted, for machines without a desktop)",
            standard: "the one that is there"
        )
    }

    static func parse(_ text: String) -> KeyringKind? { KeyringKind(rawValue: text) }
}
