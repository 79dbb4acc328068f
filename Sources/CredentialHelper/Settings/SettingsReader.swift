/// Looks settings up: in the environment first, then in the settings file.
struct SettingsReader {
    private let environment: [String: String]
    private let file: SettingsFile?
    private let object: SettingsObject
    /// What is wrong with settings that are only about warnings.
    private(set) var warnings: [HelperError] = []
    /// Names in the file that are no setting's. A mistyped one would otherwise look as if it were obeyed.
    let unknown: [HelperError]

    init(environment: [String: String], file: SettingsFile?) throws(HelperError) {
        self.environment = environment
        self.file = file
        object = if let file { try SettingsObject(file) } else { SettingsObject() }
        unknown = object.unknownNames.map { .unknownSetting(path: file?.path ?? "", name: $0) }
    }

    mutating func value<S: SettingWithDefault>(of setting: S.Type) throws(HelperError) -> S.Value {
        let given: S.Value? = try value(of: setting)
        return given ?? setting.defaultValue
    }

    /// `nil` when it is not set.
    mutating func value<S: Setting>(of setting: S.Type) throws(HelperError) -> S.Value? {
        do throws(HelperError) {
            return try parsed(setting)
        } catch {
            guard setting.isAboutWarnings else { throw error }
            warnings.append(error)
            return nil
        }
    }

    private func parsed<S: Setting>(_ setting: S.Type) throws(HelperError) -> S.Value? {
        if let text = environment[setting.variable], !text.isEmpty {
            guard let value = setting.parse(text) else {
                throw .setting(name: setting.variable, expected: setting.expected)
            }
            return value
        }
        guard let file, let given = object[setting] else { return nil }
        guard let value = setting.parse(given) else {
            throw .settingsFile(path: file.path, problem: "\(setting.nameInFile) is not \(setting.expected)")
        }
        return value
    }
}

extension Setting {
    /// What is expected may be written as a string or as a number.
    fileprivate static func parse(_ value: SettingsObject.Value) -> Value? {
        switch value {
        case .string(let text), .number(let text): parse(text)
        case .wrongType: nil
        }
    }
}
