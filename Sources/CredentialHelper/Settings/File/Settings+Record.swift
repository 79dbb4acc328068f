/// A setting that is to be written, and what it is to be.
struct SettingChange {
    let setting: any Setting.Type
    let text: String

    init(_ setting: any Setting.Type, to text: String) {
        self.setting = setting
        self.text = text
    }
}

extension Settings {
    /// Writes `changes` into the settings file, in one step, and leaves its other settings as they are.
    /// - Returns: the file's path.
    static func record(_ changes: [SettingChange], environment: [String: String]) throws(HelperError) -> String {
        guard let directory = BaseDirectory.config.path(in: environment) else {
            throw .settingsFile(path: "config.json", problem: "neither XDG_CONFIG_HOME nor HOME says where it is")
        }
        let path = SettingsFile.path(in: directory)
        var object = SettingsObject()
        if let file = try SettingsFile(environment) {
            object = try SettingsObject(file)
            if object.hasUnknownName {
                throw .settingsFile(path: path, problem: "it has a setting of an unknown name, which would be lost")
            }
        }
        for change in changes { object[change.setting] = .string(change.text) }
        do throws(FileError) {
            try makeDirectories(directory)
            try replaceFile(at: path, with: object.json)
        } catch {
            throw .settingsFile(path: path, problem: error.reason.text)
        }
        return path
    }
}
