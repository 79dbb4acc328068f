import PersonalAccessToken

/// The JSON object of the settings file, taken apart and put together.
struct SettingsObject {
    struct Value {
        var text: String
        /// Otherwise a number.
        var isString = true
    }

    var values: [Settings.Name: Value] = [:]
    /// Whether there is a setting that this helper does not know, and could not write back.
    private(set) var hasUnknownName = false

    init() {}

    init(_ file: (path: String, contents: Secret)) throws(HelperError) {
        var values: [Settings.Name: Value] = [:]
        var unknownKey = false
        do throws(JSONError) {
            try file.contents.expose { bytes throws(JSONError) in
                let text = bytes.span
                guard text.isUTF8 else { throw .malformed }
                var cursor = JSONCursor()
                try cursor.object(in: text) { cursor, key throws(JSONError) in
                    guard let name = Settings.Name(rawValue: key.uppercased()) else {
                        unknownKey = true
                        return try cursor.skip(in: text)
                    }
                    let isString = cursor.peek(in: text) == UInt8(ascii: "\"")
                    let value = try isString ? cursor.string(in: text) : cursor.number(in: text)
                    values[name] = Value(text: value, isString: isString)
                }
                guard cursor.peek(in: text) == nil else { throw .malformed }
            }
        } catch {
            throw .settingsFile(path: file.path, problem: "it is not a JSON object of strings")
        }
        self.values = values
        hasUnknownName = unknownKey
    }

    /// The object as text, one setting a line, for people to edit.
    var json: Secret {
        let text = Secret(capacity: 256)
        text.append("{")
        var isFirst = true
        for name in Settings.Name.allCases {
            guard let value = values[name] else { continue }
            text.append(isFirst ? "\n  " : ",\n  ")
            isFirst = false
            text.appendJSON(name.rawValue.lowercased())
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
