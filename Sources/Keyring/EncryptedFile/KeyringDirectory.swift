import CredentialHelper
import Glibc

/// Where the encrypted file is: in a directory of its own that nobody else may write to. How it is changed is in
/// `KeyringDirectory+StagedFile`.
struct KeyringDirectory {
    let path: String
    var file: String { "\(path)/credentials.keyring" }
    var lockFile: String { "\(path)/lock" }
    /// Where the file is written anew before it takes the old one's place, and what libsecret and GLib put beside it.
    let staging: String
    var stagedFile: String { "\(staging)/credentials.keyring" }

    init(_ environment: [String: String]) throws(KeyringError) {
        guard let path = try BaseDirectory.data.path(in: environment) else { throw .noDirectory }
        self.init(path: path, staging: "\(path)/rewrite")
    }

    init(path: String, staging: String) {
        self.path = path
        self.staging = staging
    }

    /// The file's one name, under whichever it is reached: symbolic links are followed, once the directory is there.
    var realFile: String {
        guard let real = realpath(path, nil) else { return file }
        defer { free(real) }
        return "\(String(cString: real))/credentials.keyring"
    }

    /// The file as it is now, read whole; `nil` when there is none.
    func contents() throws(KeyringError) -> KeyringFileContents? {
        guard try isTrusted() else { return nil }
        let descriptor: FileDescriptor
        do throws(SystemError) {
            descriptor = try FileDescriptor(opening: file, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        } catch {
            switch error.code {
            case ENOENT: return nil
            case ELOOP: throw .untrusted(path: file, .notRegular)
            default: throw .system(path: file, error.text)
            }
        }
        defer { descriptor.close() }
        return try KeyringFileContents(of: descriptor, at: file, ifTooLarge: .damaged(path: file)) {
            status throws(KeyringError) in
            try Self.requireTrust(status, at: file, type: S_IFREG)
        }
    }

    /// The file that this helper has written anew.
    func stagedContents() throws(KeyringError) -> KeyringFileContents {
        let descriptor = try KeyringError.naming(stagedFile) { () throws(SystemError) in
            try FileDescriptor(opening: stagedFile, flags: O_RDONLY | O_NOFOLLOW)
        }
        defer { descriptor.close() }
        return try KeyringFileContents(
            of: descriptor,
            at: stagedFile,
            ifTooLarge: .system(path: file, "it would be larger than 64 MiB")
        )
    }

    /// Which version of the file is there now; `nil` when there is none.
    func version() -> KeyringFileContents.Version? {
        var status = stat()
        return lstat(file, &status) == 0 ? KeyringFileContents.Version(status) : nil
    }

    // MARK: - Whom to trust

    /// Throws unless the directory is the user's alone.
    /// - Returns: whether it is there.
    func isTrusted() throws(KeyringError) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let error = SystemError.last
            if error.code == ENOENT || error.code == ENOTDIR { return false }
            throw .system(path: path, error.text)
        }
        try Self.requireTrust(status, at: path, type: S_IFDIR)
        return true
    }

    private static func requireTrust(_ status: stat, at path: String, type: mode_t) throws(KeyringError) {
        guard status.st_mode & S_IFMT == type else { throw .untrusted(path: path, .notRegular) }
        guard status.st_uid == geteuid() else { throw .untrusted(path: path, .foreignOwner) }
        guard status.st_mode & 0o022 == 0 else { throw .untrusted(path: path, .writableByOthers) }
    }
}
