import CredentialHelper
import Glibc

/// Lets the helpers of one user change the keyring one after the other: a lock below `$XDG_RUNTIME_DIR`. Two that
/// both find no item would both make one. Where there is no such directory they go without.
struct WriterTurns {
    private let path: String?

    init(_ environment: [String: String]) {
        let directory = environment["XDG_RUNTIME_DIR"] ?? ""
        path = directory.hasPrefix("/") ? "\(directory)/docker-credential-pat.lock" : nil
    }

    /// Waits for this helper's turn.
    func take(until deadline: Deadline) throws(CallError) -> WriterTurn {
        guard let path else { return WriterTurn(nil) }
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return WriterTurn(nil) }
        let turn = WriterTurn(descriptor)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { return turn }
            if deadline.isOver { throw CallError(.busy(seconds: deadline.seconds)) }
            usleep(5_000)
        }
        return turn
    }
}

/// A helper's turn at changing the keyring, which ends with the process at the latest.
final class WriterTurn {
    private var descriptor: Int32?

    init(_ descriptor: Int32?) {
        self.descriptor = descriptor
    }

    deinit {
        end()
    }

    func end() {
        if let descriptor { close(descriptor) }
        descriptor = nil
    }
}
