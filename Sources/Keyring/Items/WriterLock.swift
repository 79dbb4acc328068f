import CredentialHelper
import Glibc

/// Lets the helpers of one user change a keyring one after the other. Two that both find no item would both make one;
/// and of two that find the same two items, each would delete the one that the other has just written.
///
/// It is released when this object goes, and ends with the process at the latest.
final class WriterLock {
    private let lock: FileLock

    private init(_ lock: FileLock) {
        self.lock = lock
    }

    /// Waits for a lock on the file at `path`, which is made if it is missing. Throws `.system` when it cannot be made,
    /// and `.cannotLock` when there are no locks on it.
    /// - Parameter wait: called before each further try; what it throws ends the waiting.
    static func acquire(
        fileAt path: String,
        wait: () throws(KeyringError) -> Void
    ) throws(KeyringError) -> WriterLock {
        let lock = try KeyringError.naming(path) { () throws(SystemError) in
            FileLock(try FileDescriptor(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW))
        }
        // Not all at the same moment again.
        let outcome = try lock.acquire(.exclusive, pause: 1_000...10_000) { () throws(KeyringError) in
            try wait()
            return true
        }
        if case .unavailable(let error) = outcome { throw .cannotLock(path: path, error.text) }
        return WriterLock(lock)
    }
}
