import CLibsecret
import CredentialHelper
import Glibc

/// The bytes of the encrypted file, and which version of it they are.
struct KeyringFileContents {
    /// Tells one version of the file from the next: a change makes a new file.
    struct Version: Equatable {
        private let inode: ino_t
        private let seconds: Int
        private let nanoseconds: Int

        init(_ status: stat) {
            inode = status.st_ino
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }
    }

    let bytes: Secret
    let version: Version

    /// Reads the file at `path`, which is open.
    /// - Parameter check: is given the file's status before anything is read.
    init(
        of descriptor: FileDescriptor,
        at path: String,
        check: (stat) throws(KeyringError) -> Void = { _ in }
    ) throws(KeyringError) {
        var status = stat()
        guard fstat(descriptor.number, &status) == 0 else { throw .system(path: path, SystemError.last.text) }
        try check(status)
        version = Version(status)
        bytes = try KeyringError.naming(path) { () throws(SystemError) in try descriptor.readToEnd(limit: .max) }
    }
}
