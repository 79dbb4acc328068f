import Glibc

extension Settings {
    /// Reads the environment and, where it is, the settings file.
    package init(environment: [String: String]) throws(HelperError) {
        try self.init(environment: environment, file: Self.file(environment))
    }

    static func file(_ environment: [String: String]) throws(HelperError) -> (path: String, contents: Secret)? {
        guard let directory = BaseDirectory.config.path(in: environment) else { return nil }
        let path = "\(directory)/config.json"
        // Without O_NONBLOCK a FIFO would be waited for, for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .settingsFile(path: path, problem: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        let contents = Secret(capacity: 4096)
        while true {
            let count = contents.append(room: 4096) { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return (path, contents) }
            guard count > 0 else { throw .settingsFile(path: path, problem: String(cString: strerror(errno))) }
            guard contents.count <= 1 << 16 else {
                throw .settingsFile(path: path, problem: "it is larger than 64 KiB")
            }
        }
    }
}

/// The helper's directories (XDG Base Directory Specification, 0.8). A relative path in a variable is invalid there,
/// and counts as unset.
package enum BaseDirectory {
    case config
    case data
    case state

    package func path(in environment: [String: String]) -> String? {
        let (variable, fallback) =
            switch self {
            case .config: ("XDG_CONFIG_HOME", ".config")
            case .data: ("XDG_DATA_HOME", ".local/share")
            case .state: ("XDG_STATE_HOME", ".local/state")
            }
        if let base = environment[variable], base.hasPrefix("/") { return "\(base)/docker-credential-pat" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return "\(home)/\(fallback)/docker-credential-pat"
    }
}
