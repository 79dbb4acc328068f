import CredentialHelper
import Glibc

/// A file that holds the encrypted file's password.
enum PasswordFile {
    /// Reads a file, or a pipe until its other end is closed, for as long as the deadline allows.
    static func read(_ path: String, until deadline: Deadline) throws(KeyringError) -> KeyringPassword {
        let text: Secret
        do throws(SystemError) {
            // A pipe that nobody writes to would otherwise hold up the opening itself.
            let file = try FileDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK)
            defer { file.close() }
            // A pipe that nobody has opened for writing yet would look as if it had ended.
            guard file.wait(for: .input, milliseconds: Int(deadline.millisecondsLeft)) else {
                throw SystemError(code: EAGAIN)
            }
            text = try file.readToEnd(limit: KeyringPassword.limit + 2) { Int(deadline.millisecondsLeft) }
        } catch {
            let reason = error.code == EAGAIN ? "nothing came within \(deadline.seconds) s" : error.text
            throw .password(.unreadable(path: path, reason))
        }
        return try KeyringPassword(text, from: .file(path: path))
    }
}
