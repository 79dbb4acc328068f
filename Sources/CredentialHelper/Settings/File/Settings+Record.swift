import Glibc

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
    /// Throws where the settings file cannot be written: what comes before it in a verb is then better not done.
    static func requireRecordable(environment: [String: String]) throws(HelperError) {
        let path = SettingsFile.path(in: try recordDirectory(environment))
        _ = try recordedObject(environment)
        guard access(nearestDirectory(above: linkTarget(of: path)), W_OK) == 0 else {
            throw .settingsFileFailed(path: path, .last)
        }
    }

    /// Writes `changes` into the settings file, in one step, and leaves its other settings as they are.
    /// - Returns: the file's path.
    static func record(_ changes: [SettingChange], environment: [String: String]) throws(HelperError) -> String {
        let directory = try recordDirectory(environment)
        let path = SettingsFile.path(in: directory)
        var object = try recordedObject(environment)
        for change in changes { object[change.setting] = .string(change.text) }
        do throws(FileError) {
            try makeDirectories(directory)
            try replaceFile(at: path, with: object.json)
        } catch {
            throw .settingsFileFailed(path: path, error.reason)
        }
        return path
    }

    private static func recordDirectory(_ environment: [String: String]) throws(HelperError) -> String {
        guard let directory = try SettingsFile.directory(environment) else {
            throw .settingsFile(path: "config.json", problem: "neither XDG_CONFIG_HOME nor HOME says where it is")
        }
        let path = SettingsFile.path(in: directory)
        for place in [path, linkTarget(of: path)] {
            guard let foreign = FileOwner.foreignDirectory(of: place) else { continue }
            throw .keyring(.foreignDirectory(path: foreign))
        }
        return directory
    }

    /// What is recorded so far.
    private static func recordedObject(_ environment: [String: String]) throws(HelperError) -> SettingsObject {
        guard let file = try SettingsFile(environment) else { return SettingsObject() }
        let object = try SettingsObject(file)
        if let name = object.unknownNames.first { throw .unknownSetting(path: file.path, name: name, isLost: true) }
        return object
    }
}
