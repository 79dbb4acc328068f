import Foundation

/// The one way in which the tests start a program.
enum Spawn {
    /// Starts a program with exactly this environment and these streams, and with no other open file.
    ///
    /// No signal is blocked: a child inherits the mask of the thread that starts it, and the threads on which tests run
    /// block nearly all, so that a daemon would not hear SIGTERM. No signal is ignored either, even if whoever runs the
    /// tests ignores it. And it is the first of its own process group, so that it can signal its group without
    /// hitting the tests.
    /// - Parameter command: the program (a path, or a name that is looked up on the PATH of `environment`) and its
    ///   arguments.
    static func start(
        _ command: [String],
        input: StandardStream,
        output: StandardStream,
        error: StandardStream,
        environment: [String: String]
    ) throws -> pid_t {
        let program = try SearchPath(environment["PATH"] ?? "").program(command[0])

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, stream) in [input, output, error].enumerated() {
            let target = Int32(target)
            let flags = target == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
            switch stream {
            case .null: posix_spawn_file_actions_addopen(&actions, target, "/dev/null", flags, 0)
            case .file(let path): posix_spawn_file_actions_addopen(&actions, target, path, flags, 0o600)
            case .descriptor(let number): posix_spawn_file_actions_adddup2(&actions, number, target)
            case .scratch(let file): posix_spawn_file_actions_adddup2(&actions, file.descriptor, target)
            }
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            if let number = Int32(name), number > 2 { posix_spawn_file_actions_addclose(&actions, number) }
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP)
        )

        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var pid: pid_t = 0
        let failure = posix_spawn(&pid, program, &actions, &attributes, &arguments, &variables)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EINVAL) }
        return pid
    }
}
