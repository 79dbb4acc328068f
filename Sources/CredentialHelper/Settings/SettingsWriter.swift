import Glibc

extension Settings {
    /// Writes `changes` into the settings file, in one step, and leaves its other settings as they are.
    /// - Returns: the file's path.
    static func record(_ changes: [Name: String], environment: [String: String]) throws(HelperError) -> String {
        guard let directory = BaseDirectory.config.path(in: environment) else {
            throw .settingsFile(path: "config.json", problem: "neither XDG_CONFIG_HOME nor HOME says where it is")
        }
        let file = try Self.file(environment)
        var object = try file.map { file throws(HelperError) in try SettingsObject(file) } ?? SettingsObject()
        if let file, object.hasUnknownName {
            throw .settingsFile(path: file.path, problem: "it has a setting of an unknown name, which would be lost")
        }
        for (name, text) in changes { object.values[name] = SettingsObject.Value(text: text) }
        try write(object.json, to: "\(directory)/config.json", in: directory)
        return "\(directory)/config.json"
    }

    private static func write(_ text: Secret, to path: String, in directory: String) throws(HelperError) {
        do throws(FileError) {
            try makeDirectories(directory)
        } catch {
            throw .settingsFile(path: path, problem: error.reason.text)
        }
        // Some keep their settings elsewhere and have a symbolic link here: it stays one.
        let real = realpath(path, nil)
        defer { free(real) }
        let target = real.map { String(cString: $0) } ?? path
        do throws(SystemError) {
            try replace(target, by: text)
        } catch {
            throw .settingsFile(path: path, problem: error.text)
        }
    }

    /// Writes a file beside the one at `path`, which then takes its place: one is there, whole, at every moment.
    private static func replace(_ path: String, by text: Secret) throws(SystemError) {
        let stagedPath = "\(path).\(getpid())"
        let staged = try FileDescriptor(opening: stagedPath, flags: O_WRONLY | O_CREAT | O_EXCL)
        do throws(SystemError) {
            defer { staged.close() }
            try text.expose { bytes throws(SystemError) in try staged.write(bytes) }
            try staged.synchronize()
            guard rename(stagedPath, path) == 0 else { throw .last }
        } catch {
            unlink(stagedPath)
            throw error
        }
    }
}
