import CredentialHelper
import Glibc

/// How the encrypted file is changed: one helper at a time, on a draft that then takes the file's place.
extension KeyringPlace {
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
}
