import CredentialHelper
import Glibc

/// The process's own standard streams.
struct StandardConsole: Console {
    var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
    var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// A serial line does not know its width; 80 is what most have.
    var outputWidth: Int? {
        guard outputIsTerminal else { return nil }
        var size = winsize()
        return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Opens those standard streams that are closed: a socket to the keyring that got the number of one would be sent
    /// the answer, or an error's words.
    static func openMissingStreams() {
        for (descriptor, mode) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)] {
            // Standard output is opened for reading: that nobody can be answered is still an error.
            if fcntl(descriptor, F_GETFD) == -1, open("/dev/null", mode) == -1 {
                // In a chroot without devices. Whoever is left to hear of it knows by the exit status.
                _exit(1)
            }
        }
    }

    /// Whether nobody reads standard output any longer: the client was interrupted, or has crashed.
    static func isClientGone() -> Bool {
        var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        return poll(&output, 1, 0) > 0 && Int32(output.revents) & (POLLERR | POLLHUP) != 0
    }

    func readInput(limit: Int, seconds: () -> Int) throws(HelperError) -> Secret {
        let input: Secret
        var deadline: Deadline?
        do throws(SystemError) {
            input = try FileDescriptor.standardInput.readToEnd(limit: limit, waitsByItself: true) {
                let begun = deadline ?? Deadline(seconds: seconds())
                deadline = begun
                return begun.millisecondsLeft
            }
        } catch {
            if let deadline, error.code == EAGAIN { throw .inputUnfinished(seconds: deadline.seconds) }
            throw .inputFailed(error)
        }
        guard input.count <= limit else { throw .inputTooLarge }
        return input
    }

    func writeOutput(_ bytes: Secret) throws(HelperError) {
        do throws(SystemError) {
            try bytes.expose { bytes throws(SystemError) in
                try FileDescriptor.standardOutput.write(bytes, patience: Self.forEver)
            }
        } catch {
            throw .outputFailed(error)
        }
    }

    func writeError(_ text: String) {
        var text = text
        text.withUTF8 { try? FileDescriptor.standardError.write($0, patience: Self.forEver) }
    }

    func askLine(_ question: String, seconds: Int) throws(HelperError) -> String? {
        writeError(question)
        let line = Secret()
        let deadline = Deadline(seconds: seconds)
        // The terminal gives a line when it is whole. What follows it is left for the next question.
        while true {
            guard FileDescriptor.standardInput.wait(for: .input, milliseconds: deadline.millisecondsLeft) else {
                writeError("\n")
                throw .setup(.unanswered(seconds: seconds))
            }
            var byte: UInt8 = 0
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count == 1, byte != UInt8(ascii: "\n") else {
                if count != 1 { writeError("\n") }
                return count == 1 || !line.isEmpty ? line.expose { String(decoding: $0, as: UTF8.self) } : nil
            }
            line.append(byte)
        }
    }

    func askPassword(_ prompt: String, seconds: Int) throws(KeyringError) -> Secret {
        let terminal = try Terminal()
        defer { terminal.write("\n") }
        return try terminal.ask(prompt, seconds: seconds)
    }

    /// Whoever started this process may have set a stream not to wait, which is no reason to cut an answer.
    private static func forEver() -> Int { -1 }
}
