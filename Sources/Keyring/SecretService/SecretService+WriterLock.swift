import CredentialHelper
import Glibc

/// The lock of those who change the system keyring.
///
/// It is on a file below `$XDG_RUNTIME_DIR`; where that is not to be had, as in many containers, it is a name on the
/// bus, which one connection at a time can own. Where a proxy of the bus forbids that, too, they go without.
/// Those with the file and those without do not wait for each other: of one user's helpers all have it, or none.
extension SecretService {
    /// Waits for the lock.
    func acquireWriterLock() throws(KeyringError) -> WriterLock {
        let others = OtherWriters(bus: bus)
        if let directory = environment["XDG_RUNTIME_DIR"], directory.hasPrefix("/") {
            do throws(KeyringError) {
                return try WriterLock.acquire(fileAt: "\(directory)/docker-credential-pat.lock") {
                    () throws(KeyringError) in try others.wait()
                }
            } catch .system, .cannotLock {
                // There are no locks on this file.
            }
        }
        while true {
            switch bus.requestName(BusName.writerLock) {
            case .ours: return WriterLock(heldBy: BusName(bus))
            case .forbidden: return WriterLock(heldBy: nil)
            case .taken:
                try others.wait()
                usleep(5_000)
            }
        }
    }
}

/// Waiting for other helpers, who have the lock.
private struct OtherWriters {
    let bus: SessionBus
    /// Not sooner is it worth knowing whether anybody still wants the answer.
    private let patience = Deadline(milliseconds: EventLoop.patience)

    init(bus: SessionBus) {
        self.bus = bus
    }

    func wait() throws(KeyringError) {
        if bus.deadline.isOver { throw .busy(.service, seconds: bus.deadline.seconds) }
        if patience.isOver, bus.loop.isClientGone() { throw .clientGone }
    }
}

/// The name on the bus, which is given back when this object goes.
private final class BusName {
    /// As every version of this helper calls it: they wait for each other.
    static let writerLock = "docker_credential_pat.WriterTurn"

    private let bus: SessionBus

    init(_ bus: SessionBus) {
        self.bus = bus
    }

    deinit {
        bus.releaseName(Self.writerLock)
    }
}
