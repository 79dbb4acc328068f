import CredentialHelper
import Glibc

/// Where the encrypted file is: in a directory of its own that nobody else may write to. How it is changed is in
/// `KeyringChange`.
struct KeyringPlace {
    let directory: String
    var path: String { "\(directory)/credentials.keyring" }
    var lockPath: String { "\(directory)/lock" }
    /// Where the file is written anew before it takes the old one's place, and what libsecret and GLib put beside it.
    var workshop: String { "\(directory)/rewrite" }
    var draft: String { "\(workshop)/credentials.keyring" }

    init(_ environment: [String: String]) throws(FileFault) {
        guard let directory = BaseDirectory.data.path(in: environment) else { throw .noPlace }
        self.directory = directory
    }

    /// The file's one name, under whichever it is reached: symbolic links are followed, once the directory is there.
    var realPath: String {
        guard let real = realpath(directory, nil) else { return path }
        defer { free(real) }
        return "\(String(cString: real))/credentials.keyring"
    }

    /// The file as it is now, read whole; nothing when there is none. Its identity changes with every change.
    func contents() throws(FileFault) -> (bytes: [UInt8], identity: Identity)? {
        guard try isTrusted(directory, S_IFDIR) else { return nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: return nil
            case ELOOP: throw .notRegular(path: path)
            default: throw Self.failure(path)
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure(path) }
        try trust(status, path, S_IFREG)
        return (try Self.bytes(descriptor, status, path), Identity(status))
    }

    /// The bytes of a file of this helper's own making.
    static func bytes(of path: String) throws(FileFault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path) }
        return try bytes(descriptor, status, path)
    }

    private static func bytes(_ descriptor: Int32, _ status: stat, _ path: String) throws(FileFault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var count = 0
        while count < bytes.count {
            let more = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + count, $0.count - count) }
            if more == 0 { break }
            guard more > 0 || errno == EINTR else { throw failure(path) }
            count += max(more, 0)
        }
        return Array(bytes[..<count])
    }

    /// Tells one state of the file from the next: a change makes a new file.
    struct Identity: Equatable {
        private let inode: ino_t
        private let seconds: Int
        private let nanoseconds: Int

        fileprivate init(_ status: stat) {
            inode = status.st_ino
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }
    }

    func identity() -> Identity? {
        var status = stat()
        return lstat(path, &status) == 0 ? Identity(status) : nil
    }

    // MARK: - Whom to trust

    /// Throws unless what is at `path` is the user's alone.
    /// - Returns: whether it is there.
    func isTrusted(_ path: String, _ kind: mode_t) throws(FileFault) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return false }
            throw Self.failure(path)
        }
        try trust(status, path, kind)
        return true
    }

    private func trust(_ status: stat, _ path: String, _ kind: mode_t) throws(FileFault) {
        guard status.st_mode & S_IFMT == kind else { throw .notRegular(path: path) }
        guard status.st_uid == geteuid() else { throw .foreignOwner(path: path) }
        guard status.st_mode & 0o022 == 0 else { throw .writableByOthers(path: path) }
    }

    static func failure(_ path: String) -> FileFault {
        .failed(path: path, String(cString: strerror(errno)))
    }
}
