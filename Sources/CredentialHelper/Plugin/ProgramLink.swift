import Glibc

/// A symbolic link that gives this program another name, by which it is started as something else: see `Invocation`.
struct ProgramLink {
    enum State: Equatable {
        case missing
        /// It leads to this program.
        case present
        /// It leads to another `docker-credential-pat`, which may be gone.
        case outdated
        /// Something else has its name.
        case foreign
    }

    /// Absolute.
    let path: String
    /// Where it is to lead to.
    let program: String

    var state: State {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .missing }
        guard status.st_mode & S_IFMT == S_IFLNK, let target else { return .foreign }
        if linkTarget(of: path) == linkTarget(of: program), access(path, F_OK) == 0 { return .present }
        let name = target.split(separator: "/").last
        return name.map(String.init) == Invocation.helperName ? .outdated : .foreign
    }

    /// Whether it is one that this program makes.
    var isOwn: Bool { state == .present || state == .outdated }

    /// What it names, whether that is there or not.
    private var target: String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        guard readlink(path, &bytes, Int(PATH_MAX)) > 0 else { return nil }
        return bytes.withUnsafeBufferPointer { String(validatingCString: $0.baseAddress!) }
    }

    /// Makes it, in place of an outdated one.
    func make() throws(FileError) {
        try makeDirectories(parentDirectory(of: path))
        let staged = "\(path).\(FileAccess.newSuffix)"
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

    /// - Parameter withDirectory: whether its directory goes, too, when nothing else is in it.
    func remove(withDirectory: Bool = false) throws(FileError) {
        guard unlink(path) == 0 else { throw FileError(path: path, reason: .last) }
        if withDirectory { rmdir(parentDirectory(of: path)) }
    }
}
