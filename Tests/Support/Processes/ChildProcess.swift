import Foundation
import Synchronization

/// A program that a test holds while it runs: it can be signalled at a certain moment, and tells how it ended.
/// `Command` is for a program that only has to run, `BackgroundProcess` for one that has to be there meanwhile.
///
/// It is killed when nobody holds it any longer, and when the tests crash.
package final class ChildProcess: Sendable {
    package enum End: Equatable, Sendable {
        case exited(Int32)
        case killed(by: Int32, dumpedCore: Bool)
    }

    package let pid: Int32
    /// `nil` until it has ended and been waited for. Only then may another process get its pid.
    private let end = Mutex<End?>(nil)

    /// - Parameter command: the program (a path, or a name on PATH) and its arguments.
    package init(
        _ command: [String],
        input: StandardStream = .null,
        output: StandardStream = .null,
        error: StandardStream = .null,
        environment: [String: String]
    ) throws {
        // Made first: a program that starts meanwhile would inherit its pipe.
        let cleanup = TestCleanup.shared
        pid = try Spawn.start(
            command,
            input: input,
            output: output,
            error: error,
            environment: environment.merging(["PATH": SearchPath.system]) { given, _ in given }
        )
        cleanup.add(.process(pid: pid))
    }

    deinit {
        signal(SIGKILL)
        wait()
    }

    package var isRunning: Bool {
        end.withLock { end in
            if end == nil { end = collect(WNOHANG) }
            return end == nil
        }
    }

    package func signal(_ signal: Int32) {
        end.withLock { end in
            if end == nil { kill(pid, signal) }
        }
    }

    @discardableResult
    package func wait() -> End {
        if let end = end.withLock(\.self) { return end }
        // This leaves the process to be waited for once more, so that its pid stays its own until `end` is set.
        var info = siginfo_t()
        while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
        return end.withLock { end in
            let known = end ?? collect(0)!
            end = known
            return known
        }
    }

    /// Waits for its end, and kills it after `limit` seconds.
    @discardableResult
    package func wait(killingAfter limit: Double) -> End {
        let kill = DispatchWorkItem { [weak self] in self?.signal(SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + limit, execute: kill)
        defer { kill.cancel() }
        return wait()
    }

    /// How it ended; `nil` while it runs.
    private func collect(_ options: Int32) -> End? {
        var status: Int32 = 0
        var waited: pid_t
        repeat { waited = waitpid(pid, &status, options) } while waited < 0 && errno == EINTR
        guard waited == pid else { return nil }
        TestCleanup.shared.remove(.process(pid: pid))
        // wait(2): the low 7 bits are the signal, the next one tells of a core dump.
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(by: signal, dumpedCore: status & 0x80 != 0)
    }
}
