import Glibc

/// The number of a file, a pipe or a terminal that is open in this process. Whoever opens it closes it.
package struct FileDescriptor {
    package let number: Int32

    package static var standardInput: FileDescriptor { FileDescriptor(number: STDIN_FILENO) }
    package static var standardOutput: FileDescriptor { FileDescriptor(number: STDOUT_FILENO) }
    package static var standardError: FileDescriptor { FileDescriptor(number: STDERR_FILENO) }

    private init(number: Int32) {
        self.number = number
    }

    /// Opens what is at `path`; no program that this one starts will have it.
    /// - Parameters:
    ///   - flags: those of open(2), such as `O_RDONLY`.
    ///   - mode: who may do what with the file, if this call makes it: the user alone.
    package init(opening path: String, flags: Int32, mode: UInt32 = 0o600) throws(SystemError) {
        number = open(path, flags | O_CLOEXEC, mode)
        guard number >= 0 else { throw .last }
    }

    /// Opens what is at `path`, which begins in a directory that is open.
    init(opening path: String, in directory: FileDescriptor, flags: Int32) throws(SystemError) {
        number = openat(directory.number, path, flags | O_CLOEXEC)
        guard number >= 0 else { throw .last }
    }

    /// The two ends of a new pipe, which no other program will have.
    static func pipe() throws(SystemError) -> (reading: FileDescriptor, writing: FileDescriptor) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw .last }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (FileDescriptor(number: ends[0]), FileDescriptor(number: ends[1]))
    }

    /// Whose it is.
    var owner: uid_t {
        get throws(SystemError) {
            var status = stat()
            guard fstat(number, &status) == 0 else { throw .last }
            return status.st_uid
        }
    }

    package func close() {
        Glibc.close(number)
    }

    // MARK: - Reading and writing

    /// Reads to the end, or until there are more than `limit` bytes; which of the two, the result's `count` tells.
    /// - Parameters:
    ///   - waitsByItself: whether the descriptor may wait by itself (no `O_NONBLOCK`), and so beyond all patience.
    ///   - patience: for how many milliseconds to wait, or for ever when less than 0; asked each time when nothing has
    ///     come yet. After that, throws `EAGAIN`.
    package func readToEnd(
        limit: Int,
        waitsByItself: Bool = false,
        patience: () -> Int = { 0 }
    ) throws(SystemError) -> Secret {
        let contents = Secret(capacity: 4096)
        while contents.count <= limit {
            if waitsByItself, !wait(for: .input, milliseconds: 0), !wait(for: .input, milliseconds: patience()) {
                throw SystemError(code: EAGAIN)
            }
            let count = contents.append(room: 4096) { read(number, $0.baseAddress, $0.count) }
            if count == 0 { break }
            if count < 0 { try recover(from: .last, waitingFor: .input, patience: patience()) }
        }
        return contents
    }

    /// Writes all of `bytes`.
    /// - Parameter patience: as for `readToEnd`, while there is no room.
    package func write(_ bytes: UnsafeBufferPointer<UInt8>, patience: () -> Int = { 0 }) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(number, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 {
                try recover(from: .last, waitingFor: .output, patience: patience())
            } else {
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Waits until what was written is on the disk, and outlives a power cut.
    package func synchronize() throws(SystemError) {
        guard fsync(number) == 0 else { throw .last }
    }

    // MARK: - Waiting

    package enum Event {
        /// There is something to read.
        case input
        /// There is room to write.
        case output
    }

    /// Waits for an event, for at most so many milliseconds, or for ever when less than 0.
    /// - Returns: whether to try again: the event has come, the other end is gone, or a signal has arrived.
    package func wait(for event: Event, milliseconds: Int) -> Bool {
        let end = milliseconds < 0 ? nil : RunningClock.now + milliseconds
        var waiting = pollfd(fd: number, events: Int16(event == .input ? POLLIN : POLLOUT), revents: 0)
        var left = milliseconds
        while true {
            let time = end == nil ? RunningClock.longestNap : min(left, RunningClock.longestNap)
            let ready = RunningClock.nap { poll(&waiting, 1, Int32(time)) }
            if ready != 0 { return ready > 0 || errno == EINTR }
            guard let end else { continue }
            left = end - RunningClock.now
            if left <= 0 { return false }
        }
    }

    /// Throws `error` unless the call that failed by it may succeed now.
    private func recover(from error: SystemError, waitingFor event: Event, patience: Int) throws(SystemError) {
        switch error.code {
        case EINTR: return
        case EAGAIN where wait(for: event, milliseconds: patience): return
        default: throw error
        }
    }
}
