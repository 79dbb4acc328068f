import Glibc

/// The file that `setup --password-file` names.
enum PasswordFileOption {
    /// A file, by its absolute path, that can be read whenever the password is wanted.
    case lasting(path: String)
    /// What can be read this once, such as standard input or a shell's `<(…)`: the kernel is to remember what it says.
    case once(path: String)

    var path: String {
        switch self {
        case .lasting(let path), .once(let path): path
        }
    }

    init(_ file: String) throws(KeyringError) {
        var status = stat()
        guard file != "-" else {
            self = .once(path: file)
            return
        }
        guard stat(file, &status) == 0 else {
            throw .password(.unreadable(path: file, SystemError.last.text))
        }
        // A pipe without a name, or a terminal, has a path in /proc or /dev that is another's the next time.
        let real = realpath(file, nil)
        defer { free(real) }
        let type = status.st_mode & S_IFMT
        if let real, type == S_IFREG || type == S_IFIFO {
            guard let path = String(validatingCString: real) else {
                throw .password(.unreadable(path: file, "its full path is not valid UTF-8"))
            }
            self = .lasting(path: path)
        } else {
            self = .once(path: file)
        }
    }
}
