import Glibc

/// What another program writes to standard output.
enum ProgramOutput {
    /// Runs the program at `path` with one argument, reads its first line, and ends it if it is not at its end then.
    /// It gets no input, and what it writes to standard error is not read.
    /// - Returns: `nil` when it cannot be started, or writes no whole line in so many seconds.
    static func firstLine(
        of path: String,
        argument: String,
        environment: [String: String],
        seconds: Int
    ) -> String? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let pid = start(path, argument: argument, environment: environment, output: ends[1])
        close(ends[1])
        defer { close(ends[0]) }
        guard let pid else { return nil }
        defer {
            kill(pid, SIGKILL)
            while waitpid(pid, nil, 0) < 0, errno == EINTR {}
        }
        return readLine(from: ends[0], until: Countdown(seconds: seconds))
    }

    private static func start(
        _ path: String,
        argument: String,
        environment: [String: String],
        output: Int32
    ) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        let arguments = cStrings([path, argument])
        let variables = cStrings(environment.map { "\($0)=\($1)" })
        defer { for text in arguments + variables { free(text) } }
        var pid = pid_t()
        return posix_spawn(&pid, path, &actions, nil, arguments, variables) == 0 ? pid : nil
    }

    /// The texts as C has lists of them, with `nil` at the end. Whoever asks for them frees them.
    private static func cStrings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }

    private static func readLine(from descriptor: Int32, until countdown: Countdown) -> String? {
        var line: [UInt8] = []
        while line.count < 4096 {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, Int32(clamping: countdown.millisecondsLeft))
            if ready < 0, errno == EINTR { continue }
            var byte: UInt8 = 0
            guard ready > 0, read(descriptor, &byte, 1) == 1 else { return nil }
            if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }
}
