import CredentialHelper
import Glibc

/// The terminal of the process (tty(4)), whatever its standard streams are.
final class Terminal {
    private let descriptor: Int32
    private var before = termios()
    private var signals: CaughtSignals

    /// Opens it, and has it show nothing of what is typed. Keys such as Ctrl-C send no signals meanwhile, and signals
    /// that come from elsewhere wait until the terminal is as it was before.
    init() throws(KeyringError) {
        descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw .password(.noTerminal) }
        guard tcgetattr(descriptor, &before) == 0 else {
            close(descriptor)
            throw .password(.noTerminal)
        }
        signals = CaughtSignals()
        silence()
    }

    deinit {
        restore()
        signals.end()
        close(descriptor)
    }

    private func silence() {
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        tcsetattr(descriptor, TCSADRAIN, &silent)
    }

    private func restore() {
        tcsetattr(descriptor, TCSADRAIN, &before)
    }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Asks for a line, for at most so many seconds; anew when the process was stopped meanwhile, since whoever had it
    /// go on cannot know what had been typed.
    func ask(_ prompt: String, seconds: Int) throws(KeyringError) -> Secret {
        while true {
            write(prompt)
            if let line = try readLine(seconds: seconds) { return line }
        }
    }

    /// - Returns: `nil` when the process was stopped, and goes on.
    private func readLine(seconds: Int) throws(KeyringError) -> Secret? {
        var line = Secret(capacity: KeyringPassword.limit)
        let deadline = Deadline(seconds: seconds)
        while true {
            var waiting = [descriptor, signals.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let ready = poll(&waiting, nfds_t(waiting.count), Int32(clamping: deadline.millisecondsLeft))
            if let number = signals.next() {
                restore()
                write("\n")
                signals.obey(number)
                tcgetattr(descriptor, &before)
                silence()
                return nil
            }
            if ready == 0 { throw .password(.unanswered(seconds: seconds)) }
            if ready < 0, errno == EINTR { continue }
            var byte: UInt8 = 0
            guard ready > 0, read(descriptor, &byte, 1) == 1 else { throw .password(.aborted) }
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return line
            case before.control(VINTR), before.control(VQUIT): throw .password(.aborted)
            // What the terminal does with this key: it stops all that runs in the foreground.
            case before.control(VSUSP): kill(0, SIGTSTP)
            case before.control(VEOF): if line.isEmpty { throw .password(.aborted) } else { return line }
            case before.control(VKILL): line = Secret(capacity: KeyringPassword.limit)
            case before.control(VERASE), 8, 127: line = line.withoutLastCharacter
            default: if line.count <= KeyringPassword.limit { line.append(byte) }
            }
        }
    }
}

extension termios {
    /// The key that does this on the terminal, such as Ctrl-C for VINTR.
    fileprivate func control(_ index: Int32) -> UInt8 {
        withUnsafeBytes(of: c_cc) { $0[Int(index)] }
    }
}

extension Secret {
    fileprivate var withoutLastCharacter: Secret {
        expose { bytes in
            // The bytes of one character in UTF-8 after its first are all 10xxxxxx.
            let end = bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
            return Secret(UnsafeBufferPointer(rebasing: bytes[..<end]))
        }
    }
}
