import Glibc

/// Signals that would end or stop this process, caught while the terminal is not as it was found, so that it can be put
/// right first. One that was ignored before stays ignored.
///
/// SIGCONT is among them since nobody can catch SIGSTOP: a shell changes the terminal while its job is stopped.
struct CaughtSignals {
    private static let numbers = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT]

    /// What the signals did before.
    private var before: [Int32: sigaction] = [:]
    private let ends: [Int32]

    /// Begins to catch them. There is one of these at a time.
    init() {
        var ends: [Int32] = [-1, -1]
        let isMade = pipe(&ends) == 0
        self.ends = ends
        // Caught and not heard of, they would leave no means to end this process.
        guard isMade else { return }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        signalPipe = ends[1]
        catchThem()
    }

    /// Has something to read when one has come.
    var descriptor: Int32 { ends[0] }

    /// The one that has come; `nil` when none has.
    func next() -> Int32? {
        var number: UInt8 = 0
        return read(ends[0], &number, 1) == 1 ? Int32(number) : nil
    }

    /// Has the signals do again what they did before, and lets go of them. Those that came meanwhile do it now.
    mutating func end() {
        release()
        while let number = next() { raise(number) }
        for descriptor in ends { close(descriptor) }
    }

    /// Does what the signal would have done. When this returns, the process may have been stopped, and goes on.
    mutating func obey(_ number: Int32) {
        release()
        raise(number)
        catchThem()
    }

    private mutating func catchThem() {
        for number in Self.numbers {
            var old = sigaction()
            guard sigaction(number, nil, &old) == 0, !old.isIgnored else { continue }
            var new = sigaction()
            new.__sigaction_handler.sa_handler = { number in
                // A signal may come between a call and the look at its errno.
                let error = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(signalPipe, &byte, 1)
                errno = error
            }
            new.sa_flags = SA_RESTART
            if sigaction(number, &new, nil) == 0 { before[number] = old }
        }
    }

    private mutating func release() {
        for (number, action) in before {
            var action = action
            sigaction(number, &action, nil)
        }
        before = [:]
    }
}

/// Where the handler writes the number of a signal: it may do no more than that (signal-safety(7)).
nonisolated(unsafe) private var signalPipe: Int32 = -1

extension sigaction {
    fileprivate var isIgnored: Bool {
        unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
