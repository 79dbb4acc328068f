import PersonalAccessToken

/// The JSON object of the settings file, taken apart and put together.
struct SettingsObject {
    enum Value {
        case string(String)
        /// Its characters as they stand.
        case number(String)
        /// Of any other type, which no setting has, as JSON.
        case wrongType(json: String)
    }

    /// By the names of the settings.
    private var values: [String: Value] = [:]
    /// The first names of settings that this helper does not know, and could not write back.
    private(set) var unknownNames: [String] = []

    /// Of more nobody wants to read.
    private static let mostUnknown = 5

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
        let settings = Settings.all.filter { $0.isForFile }
        var cursor = JSONCursor()
        try cursor.object(in: text) { cursor, key throws(JSONError) in
            guard let setting = settings.first(where: { $0.name == key.uppercased() }) else {
                if unknownNames.count < Self.mostUnknown { unknownNames.append(key) }
                return try cursor.skip(in: text, deepest: text.count)
            }
            let value = try Value(in: text, at: &cursor)
            // What is only about warnings may be anything, and is judged where it is used.
            if case .wrongType = value, !setting.isAboutWarnings { throw .wrongType }
            values[setting.name] = value
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
            switch value {
            case .string(let string): text.appendJSON(string)
            case .number(var json), .wrongType(var json): json.withUTF8(text.append)
            }
        }
        text.append("\n}\n")
        return text
    }
}

extension SettingsObject.Value {
    fileprivate init(in text: Span<UInt8>, at cursor: inout JSONCursor) throws(JSONError) {
        switch cursor.peek(in: text) {
        case UInt8(ascii: "\"")?: self = .string(try cursor.string(in: text))
        case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: self = .number(try cursor.number(in: text))
        default:
            let start = cursor.position
            try cursor.skip(in: text, deepest: text.count)
            let json = text.extracting(start..<cursor.position).withUnsafeBufferPointer {
                String(decoding: $0, as: UTF8.self)
            }
            self = .wrongType(json: json)
        }
    }
}
