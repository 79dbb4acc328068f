import CredentialHelper
import Glibc

/// A file that holds the encrypted file's password.
enum PasswordFile {
    /// Reads a file, or a pipe until its other end is closed, for as long as the deadline allows.
    static func read(_ path: String, until deadline: Deadline) throws(FileFault) -> Secret {
        func unreadable() -> FileFault { .password(.unreadable(path: path, String(cString: strerror(errno)))) }
        // A pipe that nobody writes to would otherwise hold up the opening itself.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable() }
        defer { close(descriptor) }
        let most = PasswordRules.limit + 3
        let password = Secret(capacity: most)
        while password.count < most {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(clamping: deadline.millisecondsLeft)) > 0 else {
                throw .password(.unreadable(path: path, "nothing came within \(deadline.seconds) s"))
            }
            let count = password.append(room: most - password.count) {
                Glibc.read(descriptor, $0.baseAddress, min($0.count, most))
            }
            if count == 0 { break }
            if count < 0, errno != EINTR, errno != EAGAIN { throw unreadable() }
        }
        return try PasswordRules.checked(password, from: .file(path: path))
    }
}
