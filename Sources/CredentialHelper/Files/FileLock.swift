import Glibc

/// A lock on a file (flock(2)), by which helpers take turns. It is released when this object goes, or by the kernel
/// when the process ends, however it ends.
package final class FileLock {
    package enum Kind {
        /// For one holder alone.
        case exclusive
        /// For any number of holders, as long as nobody has it exclusively.
        case shared
    }

    package enum Outcome: Equatable {
        case acquired
        /// Somebody else still has it.
        case givenUp
        /// This file cannot be locked.
        case unavailable(SystemError)
    }

    private var file: FileDescriptor?
    /// Whether it was acquired, and not released.
    private(set) var isHeld = false

    /// - Parameter file: belongs to the lock from now on, which closes it.
    package init(_ file: FileDescriptor) {
        self.file = file
    }

    deinit {
        release()
    }

    /// Waits for the lock.
    /// - Parameters:
    ///   - pause: for how long to sleep between two tries, in microseconds: each time a random one of these, so that
    ///     many helpers do not all try at the same moment again.
    ///   - goOn: asked before each sleep, whether to wait any longer. What it throws ends the waiting, too.
    @discardableResult
    package func acquire<Failure: Error>(
        _ kind: Kind,
        pause: ClosedRange<UInt32>,
        while goOn: () throws(Failure) -> Bool
    ) throws(Failure) -> Outcome {
        guard let file else { return .unavailable(SystemError(code: EBADF)) }
        let operation = (kind == .exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB
        while flock(file.number, operation) != 0 {
            let error = SystemError.last
            guard error.code == EWOULDBLOCK || error.code == EINTR else { return .unavailable(error) }
            guard try goOn() else { return .givenUp }
            RunningClock.nap { _ = usleep(.random(in: pause)) }
        }
        isHeld = true
        return .acquired
    }

    package func release() {
        // Closing releases the lock: nobody else has the descriptor.
        file?.close()
        file = nil
        isHeld = false
    }
}

extension FileLock {
    /// Throws where a file could not be locked that would be at, or below, `path`, for want of locks on the file
    /// system. Where no file can be made at all, that is not for this to say.
    package static func requireLocks(above path: String) throws(SystemError) {
        let probe = "\(nearestDirectory(above: path))/.docker-credential-pat-\(FileAccess.newSuffix)"
        let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW
        guard let file = try? FileDescriptor(opening: probe, flags: flags) else { return }
        unlink(probe)
        if case .unavailable(let error) = FileLock(file).acquire(.exclusive, pause: 1...1, while: { false }) {
            throw error
        }
    }
}
