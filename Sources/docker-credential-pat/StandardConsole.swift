import CredentialHelper
import Glibc

/// The process's own standard streams.
struct StandardConsole: Console {
    var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
    var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether nobody reads standard output any longer: the client was interrupted, or has crashed.
    static func isAbandoned() -> Bool {
        var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        return poll(&output, 1, 0) > 0 && Int32(output.revents) & (POLLERR | POLLHUP) != 0
    }

    func readInput(limit: Int) throws(HelperError) -> Secret {
        let input = Secret(capacity: 4096)
        while true {
            let count = input.append(room: 4096) { read(STDIN_FILENO, $0.baseAddress, $0.count) }
            if count == 0 { return input }
            if count < 0 {
                guard Self.canGoOn(STDIN_FILENO, POLLIN) else { throw .inputFailed(errno: errno) }
                continue
            }
            if input.count > limit { throw .inputTooLarge }
        }
    }

    func writeOutput(_ bytes: Secret) throws(HelperError) {
        try bytes.expose { bytes throws(HelperError) in
            guard writeAll(bytes, to: STDOUT_FILENO) else { throw .outputFailed(errno: errno) }
        }
    }

    func writeError(_ text: String) {
        var text = text
        _ = text.withUTF8 { writeAll($0, to: STDERR_FILENO) }
    }

    /// Whether what has failed may succeed now: it was interrupted, or the stream was set not to wait, which is no
    /// reason to cut an answer. Then it is waited for here.
    private static func canGoOn(_ descriptor: Int32, _ event: Int32) -> Bool {
        guard errno == EAGAIN else { return errno == EINTR }
        var stream = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        return poll(&stream, 1, -1) > 0 || errno == EINTR
    }

    private func writeAll(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = write(descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 {
                guard Self.canGoOn(descriptor, POLLOUT) else { return false }
                continue
            }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
