import Glibc

/// Who may read a file, and what is in it, or in a directory.
package enum FileAccess {
    /// Whether others can read the file: they have the right to, and no directory above it keeps them out.
    package static func isReadableByOthers(_ path: String) -> Bool {
        var status = stat()
        guard let real = realpath(path, nil) else { return false }
        defer { free(real) }
        guard stat(real, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o044 != 0 else {
            return false
        }
        var components = String(cString: real).split(separator: "/").dropLast()
        while !components.isEmpty {
            let directory = "/" + components.joined(separator: "/")
            if stat(directory, &status) == 0, status.st_mode & 0o011 == 0 { return false }
            components.removeLast()
        }
        return true
    }

    /// The text of a small file, such as one in /proc; `nil` where it cannot be read. A FIFO in its place is not
    /// waited for.
    /// - Parameter limit: how many bytes of it to read.
    package static func text(ofFile path: String, limit: Int) -> String? {
        guard let file = try? FileDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK) else { return nil }
        defer { file.close() }
        return try? file.readToEnd(limit: limit).expose { String(decoding: $0, as: UTF8.self) }
    }

    /// What makes a file's name one that nobody has used before: not the process's number, which one that was killed
    /// may have had.
    static var newSuffix: String { String(UInt64.random(in: .min ... .max), radix: 36) }

    /// The names in a directory, sorted; those that are not UTF-8 are left out. None where it cannot be read.
    /// - Parameter limit: how many of them to read.
    package static func names(inDirectory path: String, atMost limit: Int = .max) -> [String] {
        guard let directory = try? FileDescriptor(opening: path, flags: O_RDONLY | O_DIRECTORY) else { return [] }
        defer { directory.close() }
        return directory.entries(atMost: limit).sorted()
    }
}
