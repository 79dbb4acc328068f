import Glibc

/// The directories in which programs are looked for, as PATH names them. Those that are not absolute are left out: Go
/// programs such as docker refuse what they find there (`os/exec`, `ErrDot`).
struct SearchPath {
    let directories: [String]

    /// - Parameter environment: where PATH is not set in it, the system's usual one counts.
    init(_ environment: [String: String]) {
        let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        directories = path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }

    /// The path of the program that is started by this name; `nil` when there is none.
    func program(named name: String) -> String? { programs(named: name).first }

    /// All programs of this name, the one that is started first.
    func programs(named name: String) -> [String] {
        directories.map { "\($0)/\(name)" }.filter { path in
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
        }
    }

    /// The path of the program that runs: the one by which it is found, which another version will have, too, else
    /// that of its file. `nil` where the kernel does not tell.
    var ownProgram: String? {
        let running = "/proc/self/exe"
        let file = linkTarget(of: running)
        if let found = program(named: "docker-credential-pat"), linkTarget(of: found) == file { return found }
        return file == running ? nil : file
    }
}
