import CredentialHelper
import Glibc

/// A file that holds the encrypted file's password.
enum PasswordFile {
    /// Reads a file, or a pipe until its other end is closed, for as long as the deadline allows. Refuses a file that
    /// somebody else may have written: whoever chooses the password of a new keyring can read it.
    static func read(_ path: String, until deadline: Deadline) throws(KeyringError) -> KeyringPassword {
        // A pipe that nobody writes to would otherwise hold up the opening itself.
        let file = try reporting(path, until: deadline) { () throws(SystemError) in
            try FileDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK)
        }
        defer { file.close() }
        try requireTrust(file, at: path)
        let text = try reporting(path, until: deadline) { () throws(SystemError) in
            // A pipe that nobody has opened for writing yet would look as if it had ended.
            guard file.wait(for: .input, milliseconds: deadline.millisecondsLeft) else {
                throw SystemError(code: EAGAIN)
            }
            return try file.readToEnd(limit: KeyringPassword.limit + 2) { deadline.millisecondsLeft }
        }
        return try KeyringPassword(text, from: .file(path: path))
    }

    /// Devices, such as a terminal, are not looked at: nothing is kept in them.
    private static func requireTrust(_ file: FileDescriptor, at path: String) throws(KeyringError) {
        var status = stat()
        guard fstat(file.number, &status) == 0, [S_IFREG, S_IFIFO].contains(status.st_mode & S_IFMT) else { return }
        guard FileOwner.isTrusted(status.st_uid) else { throw .password(.untrusted(path: path, .foreignOwner)) }
        guard status.st_mode & 0o022 == 0 else { throw .password(.untrusted(path: path, .writableByOthers)) }
    }

    private static func reporting<Answer>(
        _ path: String,
        until deadline: Deadline,
        _ body: () throws(SystemError) -> Answer
    ) throws(KeyringError) -> Answer {
        do throws(SystemError) {
            return try body()
        } catch {
            let reason = error.code == EAGAIN ? "nothing came within \(deadline.seconds) s" : error.text
            throw .password(.unreadable(path: path, reason))
        }
    }
}
