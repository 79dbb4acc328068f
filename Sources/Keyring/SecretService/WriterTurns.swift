import CLibsecret
import CredentialHelper
import Glibc

/// Lets the helpers of one user change the keyring one after the other. Two that both find no item would both make
/// one; and of two that find the same two items, each would delete the one that the other has just written.
///
/// The turn is a lock on a file below `$XDG_RUNTIME_DIR`; where that is not to be had, as in many containers, a name
/// on the bus, which one connection at a time can own. Where a proxy of the bus forbids that, too, they go without.
/// Those with the file and those without do not wait for each other: of one user's helpers all have it, or none.
struct WriterTurns {
    private let path: String?

    init(_ environment: [String: String]) {
        let directory = environment["XDG_RUNTIME_DIR"] ?? ""
        path = directory.hasPrefix("/") ? "\(directory)/docker-credential-pat.lock" : nil
    }

    /// Waits for this helper's turn.
    func take(on bus: Bus) throws(CallError) -> WriterTurn {
        if let path {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor >= 0 { return try take(fileAt: descriptor, until: bus.deadline) }
        }
        return try takeName(on: bus)
    }

    private func take(fileAt descriptor: Int32, until deadline: Deadline) throws(CallError) -> WriterTurn {
        let turn = WriterTurn { close(descriptor) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { return turn }
            try pause(until: deadline)
        }
        return turn
    }

    private func takeName(on bus: Bus) throws(CallError) -> WriterTurn {
        while true {
            switch bus.requestName(WriterTurn.name) {
            case .ours: return WriterTurn { bus.releaseName(WriterTurn.name) }
            case .forbidden: return WriterTurn {}
            case .taken: try pause(until: bus.deadline)
            }
        }
    }

    private func pause(until deadline: Deadline) throws(CallError) {
        if deadline.isOver { throw CallError(.busy(seconds: deadline.seconds)) }
        usleep(5_000)
    }
}

/// A helper's turn at changing the keyring, which ends with the process at the latest.
final class WriterTurn {
    static let name = "docker_credential_pat.WriterTurn"

    private var giveBack: (() -> Void)?

    init(_ giveBack: @escaping () -> Void) {
        self.giveBack = giveBack
    }

    deinit {
        end()
    }

    func end() {
        giveBack?()
        giveBack = nil
    }
}

extension Bus {
    fileprivate enum NameRequest {
        case ours
        case taken
        case forbidden
    }

    /// Asks the bus for a name of our own (D-Bus Specification, `org.freedesktop.DBus.RequestName`), without queueing.
    fileprivate func requestName(_ name: String) -> NameRequest {
        let doNotQueue: UInt32 = 4
        let answer = try? askDaemon("RequestName", [.string(name), .unsigned32(doNotQueue)], "u").unsigned32
        switch answer {
        case 1, 4: return .ours  // as its primary owner, or already
        case nil: return .forbidden
        default: return .taken
        }
    }

    fileprivate func releaseName(_ name: String) {
        _ = try? askDaemon("ReleaseName", [.string(name)], "u")
    }
}
