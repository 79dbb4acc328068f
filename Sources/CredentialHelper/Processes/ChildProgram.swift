import Glibc

/// A program that is run to its end, with this process's environment and standard error.
struct ChildProgram {
    enum Failure: Error, Equatable {
        case system(SystemError)
        case tooMuchOutput
        /// It did not end in time, and was killed.
        case silent(seconds: Int)
        /// It ended with another status than 0, or by a signal.
        case failed
    }

    let path: String
    let arguments: [String]

    private static let largestInput = 4096
    private static let largestOutput = 4 << 20

    /// Runs it.
    /// - Parameters:
    ///   - input: what it reads from standard input: up to 4 KiB, which fit into a pipe at once.
    ///   - seconds: how long it may take.
    /// - Returns: what it has written to standard output.
    func run(input: String = "", seconds: Int) throws(Failure) -> Secret {
        try run(input: input, until: Deadline(seconds: seconds))
    }

    /// The same, until a deadline.
    func run(input: String = "", until deadline: Deadline) throws(Failure) -> Secret {
        guard input.utf8.count <= Self.largestInput else { throw .system(SystemError(code: EINVAL)) }
        let output: Secret
        let pid: pid_t
        do throws(SystemError) {
            let (toChild, fromChild) = (try Pipe(), try Pipe())
            defer { toChild.close() }
            defer { fromChild.close() }
            var input = input
            let bytes = input.withUTF8(Secret.init)
            try bytes.expose { bytes throws(SystemError) in try toChild.writing.write(bytes) }
            pid = try start(input: toChild.reading, output: fromChild.writing)
            toChild.closeWriting()
            fromChild.closeWriting()
            output = try Self.reading(pid) { () throws(SystemError) in
                try fromChild.reading.readToEnd(limit: Self.largestOutput, waitsByItself: true) {
                    deadline.millisecondsLeft
                }
            }
        } catch {
            throw error.code == EAGAIN ? .silent(seconds: deadline.seconds) : .system(error)
        }
        let status = Self.end(of: pid, until: deadline)
        guard output.count <= Self.largestOutput else { throw .tooMuchOutput }
        guard let status else { throw .silent(seconds: deadline.seconds) }
        guard status == 0 else { throw .failed }
        return output
    }

    private func start(input: FileDescriptor, output: FileDescriptor) throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.number, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.number, STDOUT_FILENO)
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var pid: pid_t = 0
        let failure = posix_spawn(&pid, path, &actions, nil, &words, environ)
        guard failure == 0 else { throw SystemError(code: failure) }
        return pid
    }

    /// Kills the program when what it writes cannot be read.
    private static func reading(
        _ pid: pid_t,
        _ body: () throws(SystemError) -> Secret
    ) throws(SystemError) -> Secret {
        do throws(SystemError) { return try body() } catch {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
            throw error
        }
    }

    /// How it ended (wait(2)); `nil` when it had to be killed.
    private static func end(of pid: pid_t, until deadline: Deadline) -> Int32? {
        var status: Int32 = 0
        while true {
            let waited = waitpid(pid, &status, WNOHANG)
            if waited == pid { return status }
            if waited < 0, errno != EINTR { return -1 }
            if deadline.isOver {
                kill(pid, SIGKILL)
                waitpid(pid, nil, 0)
                return nil
            }
            RunningClock.nap { _ = usleep(2000) }
        }
    }
}

/// A pipe whose ends no other program will have.
private final class Pipe {
    let reading: FileDescriptor
    let writing: FileDescriptor
    private var isWritingOpen = true

    init() throws(SystemError) {
        (reading, writing) = try FileDescriptor.pipe()
    }

    func closeWriting() {
        if isWritingOpen { writing.close() }
        isWritingOpen = false
    }

    func close() {
        closeWriting()
        reading.close()
    }
}
