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
            if descriptor >= 0 { return try take(fileAt: descriptor, on: bus) }
        }
        return try takeName(on: bus)
    }

    private func take(fileAt descriptor: Int32, on bus: Bus) throws(CallError) -> WriterTurn {
        let turn = WriterTurn { close(descriptor) }
        var queue = Queue(bus: bus)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { return turn }
            try queue.wait()
        }
        return turn
    }

    private func takeName(on bus: Bus) throws(CallError) -> WriterTurn {
        var queue = Queue(bus: bus)
        while true {
            switch bus.requestName(WriterTurn.name) {
            case .ours: return WriterTurn { bus.releaseName(WriterTurn.name) }
            case .forbidden: return WriterTurn {}
            case .taken: try queue.wait()
            }
        }
    }
}

/// Waiting for the others.
private struct Queue {
    let bus: Bus
    private var waits = 0

    init(bus: Bus) {
        self.bus = bus
    }

    mutating func wait() throws(CallError) {
        if bus.deadline.isOver { throw CallError(.busy(seconds: bus.deadline.seconds)) }
        waits += 1
        if waits > EventLoop.patience / 5, bus.loop.isAbandoned() { throw CallError(.abandoned) }
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
