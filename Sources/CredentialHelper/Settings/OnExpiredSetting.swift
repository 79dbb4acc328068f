/// What `get` does with an expired token.
enum OnExpiredSetting: SettingWithDefault {
    enum Value: String {
        /// Answer with it: the registry is the judge.
        case answer
        /// Answer "not found", so that public images can be pulled anonymously.
        case notFound = "not-found"
    }

    static var name: String { "ON_EXPIRED" }
    static var defaultValue: Value { .answer }
    static var expected: String { "answer or not-found" }
    static var help: SettingHelp {
        SettingHelp(
            text: """
                what `get` does with an expired token: `answer`, since the registry is the judge, or `not-found`, so \
                that public images are pulled anonymously
                """,
            standard: "`answer`"
        )
    }

    static func parse(_ text: String) -> Value? { Value(rawValue: text) }
}
