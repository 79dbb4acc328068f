import Glibc
import PersonalAccessToken

/// The machine and the user as `doctor` finds them.
struct Machine {
    let environment: [String: String]
    let now: UnixTime
    /// What stands before the paths of the system's own files, such as `/proc`: nothing, but in a test.
    var root = ""
    var user = geteuid()

    /// In bytes: of the files that are looked at, the longest is some KiB.
    private static let largest = 1 << 20

    /// A variable of the environment that is set, and not empty.
    subscript(variable: String) -> String? {
        environment[variable].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The text of one of the system's own files; `nil` when it cannot be read.
    func systemText(_ path: String) -> String? { text(ofFile: root + path) }

    func text(ofFile path: String) -> String? { FileAccess.text(ofFile: path, limit: Self.largest) }

    func hasSystemFile(_ path: String) -> Bool { access(root + path, F_OK) == 0 }

    /// The status of a file, its link followed; `nil` when there is none, or it cannot be looked at.
    func status(of path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    /// The programs on PATH.
    var searchPath: SearchPath { SearchPath(environment) }

    /// The program that is running.
    var program: String? {
        let link = root + "/proc/self/exe"
        let path = linkTarget(of: link)
        return path == link ? nil : path
    }

    /// The name of a user as `/etc/passwd` has it, else the number.
    func name(of user: uid_t) -> String {
        for line in systemText("/etc/passwd")?.split(separator: "\n") ?? [] {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            if fields.count > 2, uid_t(fields[2]) == user { return String(fields[0]) }
        }
        return "user \(user)"
    }
}
