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
        func failure() -> HelperError { .settingsFile(path: path, problem: String(cString: strerror(errno))) }
        var parent = ""
        for part in directory.split(separator: "/") {
            parent += "/\(part)"
            if mkdir(parent, 0o700) != 0, errno != EEXIST { throw failure() }
        }
        // Some keep their settings elsewhere and have a symbolic link here: it stays one.
        let real = realpath(path, nil)
        defer { free(real) }
        let target = real.map { String(cString: $0) } ?? path
        let draft = "\(target).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure() }
        let isWritten = text.expose { Glibc.write(descriptor, $0.baseAddress, $0.count) == $0.count }
        guard isWritten, fsync(descriptor) == 0, close(descriptor) == 0, rename(draft, target) == 0 else {
            let fault = failure()
            unlink(draft)
            throw fault
        }
    }
}
