import Glibc

/// A lock on a file (flock(2)), by which helpers take turns. It is released when this object goes, or by the kernel when
/// the process ends, however it ends.
package final class FileLock {
    package enum Kind {
        /// One alone has it.
        case exclusive
        /// Any number have it, but nobody the exclusive one meanwhile.
        case shared
    }

    package enum Outcome: Equatable {
        case acquired
        /// Somebody else has it still.
        case givenUp
        /// There are no locks to be had on this file.
        case unavailable(SystemError)
    }

    private var file: FileDescriptor?

    /// - Parameter file: is the lock's from now on, which closes it.
    package init(_ file: FileDescriptor) {
        self.file = file
    }

    deinit {
        release()
    }

    /// Waits for the lock.
    /// - Parameters:
    ///   - pause: for how long to sleep between two tries, in microseconds. Of a range each helper takes another time, so
    ///     that many do not try at the same moment again and again.
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
            usleep(.random(in: pause))
        }
        return .acquired
    }

    package func release() {
        // Closing releases the lock: nobody else has the descriptor.
        file?.close()
        file = nil
    }
}
