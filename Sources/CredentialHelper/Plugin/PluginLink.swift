import Glibc

/// The link by which docker finds this program as its plugin `pat`, in the user's own plugin directory.
struct PluginLink {
    enum State: Equatable {
        case missing
        /// It leads to this program.
        case present
        /// It leads to another `docker-credential-pat`, which may be gone.
        case outdated
        /// Something else has its name.
        case foreign
    }

    let path: String
    /// Where it is to lead to.
    let program: String

    /// docker's own order (docker/cli, `cli-plugins/manager/manager_unix.go`); the user's directory comes before them.
    static let systemDirectories = [
        "/usr/local/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins", "/usr/lib/docker/cli-plugins",
        "/usr/libexec/docker/cli-plugins",
    ]

    /// - Parameter program: the path of this program. `nil` comes of an environment that does not say where docker's
    ///   configuration is.
    init?(_ environment: [String: String], to program: String) throws(KeyringError) {
        guard let docker = try ClientFile.docker(environment) else { return nil }
        self.init(in: "\(directory(of: docker.path))/cli-plugins", to: program)
    }

    private init(in directory: String, to program: String) {
        path = "\(directory)/docker-\(PluginCall.name)"
        self.program = program
    }

    /// The plugin that a package has brought for all users; `nil` when there is none.
    static func installed(for program: String, in directories: [String] = systemDirectories) -> String? {
        directories.map { PluginLink(in: $0, to: program) }.first { $0.state == .present }?.path
    }

    var state: State {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .missing }
        guard status.st_mode & S_IFMT == S_IFLNK, let target else { return .foreign }
        if linkTarget(of: path) == linkTarget(of: program), access(path, F_OK) == 0 { return .present }
        let name = target.split(separator: "/").last
        return name == "docker-credential-pat" ? .outdated : .foreign
    }

    /// What it names, whether that is there or not.
    private var target: String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        guard readlink(path, &bytes, Int(PATH_MAX)) > 0 else { return nil }
        return bytes.withUnsafeBufferPointer { String(validatingCString: $0.baseAddress!) }
    }

    /// Makes it, in place of an outdated one.
    func make() throws(FileError) {
        try makeDirectories(directory(of: path))
        let staged = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36))"
        do throws(SystemError) {
            guard symlink(program, staged) == 0 else { throw .last }
            guard rename(staged, path) == 0 else {
                let error = SystemError.last
                unlink(staged)
                throw error
            }
        } catch {
            throw FileError(path: path, reason: error)
        }
    }

    /// Removes it, and its directory when nothing else is in it.
    func remove() throws(FileError) {
        guard unlink(path) == 0 else { throw FileError(path: path, reason: .last) }
        rmdir(directory(of: path))
    }
}

/// The directory that an absolute path is in.
private func directory(of path: String) -> String {
    "/" + path.split(separator: "/").dropLast().joined(separator: "/")
}
