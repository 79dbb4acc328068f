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
    /// `nil` when they are not of libsecret's form.
    let format: KeyringFileFormat?
    let version: Version

    /// In bytes: room for more than 100,000 tokens. Whatever is larger is no keyring, and is not read.
    private static let largest = 64 << 20

    /// Reads the file at `path`, which is open.
    /// - Parameters:
    ///   - tooLarge: the error when the file is larger than a keyring may be.
    ///   - check: is given the file's status before anything is read.
    init(
        of descriptor: FileDescriptor,
        at path: String,
        ifTooLarge tooLarge: KeyringError,
        check: (stat) throws(KeyringError) -> Void = { _ in }
    ) throws(KeyringError) {
        var status = stat()
        guard fstat(descriptor.number, &status) == 0 else { throw .system(path: path, SystemError.last.text) }
        try check(status)
        guard status.st_size <= Self.largest else { throw tooLarge }
        version = Version(status)
        bytes = try KeyringError.naming(path) { () throws(SystemError) in
            try descriptor.readToEnd(limit: Self.largest)
        }
        guard bytes.count <= Self.largest else { throw tooLarge }
        format = KeyringFileFormat(bytes)
    }
}
