/// The file whose contents are the encrypted file's password.
enum PasswordFileSetting: Setting {
    static var name: String { "PASSWORD_FILE" }
    static var expected: String { "a path that begins with /" }
    static var help: SettingHelp {
        SettingHelp(text: "the file with the encrypted file's password, its path from `/` on")
    }

    static func parse(_ text: String) -> String? { text.first == "/" ? text : nil }
}
