import CredentialHelper
import Glibc

/// The lock of those who change the system keyring: a name on the bus, which one connection at a time can own. All
/// helpers on one bus meet there, whatever their environment says.
///
/// It is asked for before the keyring is read, and has to be there only before the first change: the bus answers one
/// call after the other, so that what was read after the request is as the last owner has left it. Waiting for the
/// bus's answer by itself would take a twentieth of an `erase`.
///
/// Those that share a `$XDG_RUNTIME_DIR` queue up at a file in it first: many of them need not ask the bus again and
/// again. Where a proxy of the bus forbids the name, as a sandbox's may, the file is all there is.
extension SecretService {
    /// Asks for the lock. It is given back when what is returned goes.
    func requestWriterLock() throws(KeyringError) -> RequestedWriterLock {
        if let lock = lockOfNextAttempt {
            lockOfNextAttempt = nil
            return lock
        }
        return RequestedWriterLock(on: bus, after: try acquireFileLock())
    }

    /// Called before the first change. If another helper has the lock, waits for it, and throws `.outdated`, since what
    /// was read meanwhile is: the next attempt begins with the lock.
    func require(_ lock: RequestedWriterLock) throws(AttemptError) {
        do throws(KeyringError) {
            if try lock.isGranted() { return }
            try lock.wait()
        } catch {
            throw .keyring(error)
        }
        lockOfNextAttempt = lock
        throw .outdated(.busy(.service, seconds: bus.deadline.seconds))
    }

    /// `nil` where there is no file to lock: root makes none in a directory of somebody else.
    private func acquireFileLock() throws(KeyringError) -> WriterLock? {
        guard let directory = environment["XDG_RUNTIME_DIR"], directory.hasPrefix("/") else { return nil }
        let path = "\(directory)/docker-credential-pat.lock"
        guard FileOwner.foreignDirectory(of: path) == nil else { return nil }
        let others = OtherWriters(bus: bus)
        do throws(KeyringError) {
            return try WriterLock.acquire(fileAt: path) { () throws(KeyringError) in try others.wait() }
        } catch .system, .cannotLock {
            return nil
        }
    }
}

/// The lock from the moment on when it was asked for.
final class RequestedWriterLock {
    /// As every version of this helper calls it: they wait for each other.
    private static let name = "docker_credential_pat.WriterTurn"

    private let bus: SessionBus
    /// Given back later than the name.
    private let queue: WriterLock?
    /// `nil` once its answer was yes.
    private var request: PendingResult?

    init(on bus: SessionBus, after queue: WriterLock?) {
        self.bus = bus
        self.queue = queue
        request = bus.sendRequest(forName: Self.name)
    }

    deinit {
        bus.releaseName(Self.name)
    }

    /// Whether it is known to be there, as it is before the first change.
    var isHeld: Bool { request == nil }

    /// Whether nobody else has it. Where the name is forbidden, helpers go without it.
    func isGranted() throws(KeyringError) -> Bool {
        guard let request else { return true }
        do throws(GLibError) {
            guard try bus.isNameGranted(request) else { return false }
        } catch {
            guard error.remoteName != nil else { throw KeyringError(error) }
        }
        self.request = nil
        return true
    }

    /// Waits until nobody else has it.
    func wait() throws(KeyringError) {
        let others = OtherWriters(bus: bus)
        while true {
            RunningClock.nap { _ = usleep(.random(in: 1_000...10_000)) }
            try others.wait()
            request = bus.sendRequest(forName: Self.name)
            do throws(KeyringError) {
                if try isGranted() { return }
            } catch {
                // The time may be over just now: it is the others who have used it up.
                try others.wait()
                throw error
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
