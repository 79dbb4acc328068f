import Glibc

extension Settings {
    /// Reads the environment and, where it is, the settings file.
    package init(environment: [String: String]) throws(HelperError) {
        try self.init(environment: environment, file: Self.file(environment))
    }

    static func file(_ environment: [String: String]) throws(HelperError) -> (path: String, contents: Secret)? {
        guard let directory = BaseDirectory.config.path(in: environment) else { return nil }
        let path = "\(directory)/config.json"
        let contents: Secret
        do throws(SystemError) {
            // A FIFO in its place is not waited for.
            let file = try FileDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK)
            defer { file.close() }
            contents = try file.readToEnd(limit: 1 << 16)
        } catch {
            if error.code == ENOENT || error.code == ENOTDIR { return nil }
            throw .settingsFile(path: path, problem: error.text)
        }
        guard contents.count <= 1 << 16 else { throw .settingsFile(path: path, problem: "it is larger than 64 KiB") }
        return (path, contents)
    }
}
