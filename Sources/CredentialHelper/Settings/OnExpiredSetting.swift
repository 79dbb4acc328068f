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
    static var help: String { "  ON_EXPIRED   what get does with an expired token: answer, or not-found" }

    static func parse(_ text: String) -> Value? { Value(rawValue: text) }
}
