import PersonalAccessToken

/// The JSON object of the settings file, taken apart and put together.
struct SettingsObject {
    struct Value {
        var text: String
        /// Whether it is a string of JSON; otherwise it is a number.
        var isString = true
    }

    /// By the names of the settings.
    private var values: [String: Value] = [:]
    /// Whether there is a setting that this helper does not know, and could not write back.
    private(set) var hasUnknownName = false

    init() {}

    init(_ file: SettingsFile) throws(HelperError) {
        do throws(JSONError) {
            try file.contents.expose { bytes throws(JSONError) in try parse(bytes.span) }
        } catch {
            throw .settingsFile(path: file.path, problem: "it is not a JSON object of strings")
        }
    }

    private mutating func parse(_ text: Span<UInt8>) throws(JSONError) {
        guard text.isUTF8 else { throw .malformed }
        let names = Settings.all.filter { $0.isForFile }.map { $0.name }
        var cursor = JSONCursor()
        try cursor.object(in: text) { cursor, key throws(JSONError) in
            guard let name = names.first(where: { $0 == key.uppercased() }) else {
                hasUnknownName = true
                return try cursor.skip(in: text)
            }
            let isString = cursor.peek(in: text) == UInt8(ascii: "\"")
            let value = try isString ? cursor.string(in: text) : cursor.number(in: text)
            values[name] = Value(text: value, isString: isString)
        }
        guard cursor.peek(in: text) == nil else { throw .malformed }
    }

    subscript(setting: any Setting.Type) -> Value? {
        get { values[setting.name] }
        set { values[setting.name] = newValue }
    }

    /// The object as text, one setting a line, for people to edit.
    var json: Secret {
        let text = Secret(capacity: 256)
        text.append("{")
        var isFirst = true
        for setting in Settings.all {
            guard let value = self[setting] else { continue }
            text.append(isFirst ? "\n  " : ",\n  ")
            isFirst = false
            text.appendJSON(setting.nameInFile)
            text.append(": ")
            if value.isString {
                text.appendJSON(value.text)
            } else {
                var number = value.text
                number.withUTF8(text.append)
            }
        }
        text.append("\n}\n")
        return text
    }
}
