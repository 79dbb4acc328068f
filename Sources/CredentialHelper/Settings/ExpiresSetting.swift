/// When the token expires that a `store` brings, as typed: what it means depends on the time of the `store`. It is for
/// one login, so not for the settings file.
enum ExpiresSetting: Setting {
    static var name: String { "EXPIRES" }
    static var isForFile: Bool { false }
    static var expected: String { "a period or a date" }
    static var help: String { "  EXPIRES      when the token of this login expires: EXPIRES=90d docker login" }

    static func parse(_ text: String) -> String? { text }
}
