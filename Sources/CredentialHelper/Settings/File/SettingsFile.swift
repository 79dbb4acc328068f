import Glibc

/// The settings file as it is found.
struct SettingsFile {
    let path: String
    let contents: Secret

    private static let largest = 1 << 16

    init(path: String, contents: Secret) {
        self.path = path
        self.contents = contents
    }

    /// `nil` when there is none.
    init?(_ environment: [String: String]) throws(HelperError) {
        guard let directory = try Self.directory(environment) else { return nil }
        path = Self.path(in: directory)
        do throws(SystemError) {
            // A FIFO in its place is not waited for.
            let file = try FileDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK)
            defer { file.close() }
            contents = try file.readToEnd(limit: Self.largest)
        } catch {
            if error.code == ENOENT || error.code == ENOTDIR { return nil }
            throw .settingsFileFailed(path: path, error)
        }
        guard contents.count <= Self.largest else {
            throw .settingsFile(path: path, problem: "it is larger than 64 KiB")
        }
    }

    /// `nil` when the environment does not say where it is.
    static func directory(_ environment: [String: String]) throws(HelperError) -> String? {
        do throws(KeyringError) {
            return try BaseDirectory.config.path(in: environment)
        } catch {
            throw .keyring(error)
        }
    }

    static func path(in directory: String) -> String { "\(directory)/config.json" }
}
