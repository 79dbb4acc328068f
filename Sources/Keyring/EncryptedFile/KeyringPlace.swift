import CredentialHelper
import Glibc

/// Where the encrypted file is: in a directory of its own that nobody else may write to.
struct KeyringPlace {
    let directory: String
    var path: String { "\(directory)/credentials.keyring" }
    private var lockPath: String { "\(directory)/lock" }
    /// Where the file is written anew before it takes the old one's place, and what libsecret and GLib put beside it.
    private var workshop: String { "\(directory)/rewrite" }
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

    // MARK: - Changing it

    /// Waits for this helper's turn to change the file, which lasts as long as the result.
    func takeTurn(until deadline: Deadline) throws(FileFault) -> WriterTurn {
        try makeDirectory()
        let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.failure(lockPath) }
        let turn = WriterTurn { close(descriptor) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw Self.failure(lockPath) }
            if deadline.isOver { throw .busy(seconds: deadline.seconds) }
            // Not all at the same moment again.
            usleep(.random(in: 1_000...10_000))
        }
        return turn
    }

    /// Waits until nobody is changing the file. For want of a lock it does not wait.
    func waitForOthers(until deadline: Deadline) {
        let descriptor = open(lockPath, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_SH | LOCK_NB) != 0, !deadline.isOver { usleep(5_000) }
    }

    /// Makes an empty workshop, whatever one that was killed has left in it, and puts a copy of the file there.
    func begin(with bytes: [UInt8]?) throws(FileFault) {
        clear()
        guard mkdir(workshop, 0o700) == 0 else { throw Self.failure(workshop) }
        guard let bytes else { return }
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(draft) }
        defer { close(descriptor) }
        var count = 0
        while count < bytes.count {
            let more = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + count, $0.count - count) }
            guard more >= 0 || errno == EINTR else { throw Self.failure(draft) }
            count += max(more, 0)
        }
    }

    /// Puts the draft in the file's place, in one step, and sees to it that it stays there after a power cut.
    func commit() throws(FileFault) {
        try sync(draft, O_RDONLY)
        guard rename(draft, path) == 0 else { throw Self.failure(path) }
        try sync(directory, O_RDONLY | O_DIRECTORY)
    }

    /// Removes the workshop. What is left in it if that fails is encrypted, and goes with the next change.
    func clear() {
        if let stream = opendir(workshop) {
            var names: [String] = []
            while let entry = readdir(stream) {
                names.append(
                    withUnsafePointer(to: &entry.pointee.d_name) {
                        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                    }
                )
            }
            closedir(stream)
            for name in names where name != "." && name != ".." { unlink("\(workshop)/\(name)") }
        }
        rmdir(workshop)
    }

    private func sync(_ path: String, _ mode: Int32) throws(FileFault) {
        let descriptor = open(path, mode | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.failure(path) }
    }

    private func makeDirectory() throws(FileFault) {
        if try isTrusted(directory, S_IFDIR) { return }
        var path = ""
        for part in directory.split(separator: "/") {
            path += "/\(part)"
            if mkdir(path, 0o700) != 0, errno != EEXIST { throw Self.failure(path) }
        }
        _ = try isTrusted(directory, S_IFDIR)
    }

    // MARK: - Whom to trust

    /// Throws unless what is at `path` is the user's alone.
    /// - Returns: whether it is there.
    private func isTrusted(_ path: String, _ kind: mode_t) throws(FileFault) -> Bool {
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

    private static func failure(_ path: String) -> FileFault {
        .failed(path: path, String(cString: strerror(errno)))
    }
}
