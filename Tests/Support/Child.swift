import Foundation

/// A program that a test has in its hands while it runs: it can be signalled at a certain moment, and tells how it
/// ended. `Command` is for one that only has to run.
package final class Child {
    package enum End: Equatable {
        case exited(Int32)
        case killed(by: Int32, dumpedCore: Bool)
    }

    package let pid: Int32
    private var end: End?

    /// - Parameters:
    ///   - program: its path.
    ///   - input: the file that it reads, `output` and `error` those that it writes; nothing for none.
    package init(
        _ program: String,
        _ arguments: [String],
        input: String? = nil,
        output: String? = nil,
        error: String? = nil,
        environment: [String: String]
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let (reading, writing) = (O_RDONLY, O_WRONLY | O_CREAT | O_APPEND)
        posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", reading, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output ?? "/dev/null", writing, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, error ?? "/dev/null", writing, 0o600)

        // With no signal blocked (see Process.runUnmasked), and none ignored that whoever runs the tests ignores.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let variables = environment.merging(["PATH": Command.searchPath]) { given, _ in given }
        var argv = ([program] + arguments).map { strdup($0) } + [nil]
        var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid: pid_t = 0
        let failure = posix_spawn(&pid, program, &actions, &attributes, &argv, &envp)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EINVAL) }
        self.pid = pid
        LastWill.shared.add(.process(pid: pid))
    }

    deinit {
        guard end == nil else { return }
        signal(SIGKILL)
        wait()
    }

    package func signal(_ signal: Int32) {
        if end == nil { kill(pid, signal) }
    }

    @discardableResult
    package func wait() -> End {
        if let end { return end }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        LastWill.shared.remove(.process(pid: pid))
        // wait(2): the low 7 bits are the signal, the next one tells of a core dump.
        let signal = status & 0x7F
        let end: End =
            signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(by: signal, dumpedCore: status & 0x80 != 0)
        self.end = end
        return end
    }
}
