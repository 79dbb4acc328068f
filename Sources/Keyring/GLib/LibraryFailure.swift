import CLibsecret
import CLinux
import CredentialHelper
import Glibc

/// What happens when a library ends the process because the system gives it no more files, threads or memory: GLib by a
/// fatal message or a failed assertion, libgcrypt by abort(3). Whoever called is told, as of every error, and no signal
/// ends the process.
package enum LibraryFailure {
    /// Called by `LogRouting` with what GLib said last.
    static func end(_ reason: String) -> Never {
        let line = "the keyring's library cannot go on: \(reason)\n"
        if isatty(STDOUT_FILENO) == 0 || isatty(STDERR_FILENO) == 0 { write(line, to: STDOUT_FILENO) }
        write(line, to: STDERR_FILENO)
        write("hint: see the limits on open files, processes and memory: ulimit -a\n", to: STDERR_FILENO)
        _exit(1)
    }

    /// Takes abort(3) for a want of files or threads where there are none to be had; otherwise it ends the process as
    /// ever.
    package static func catchAbort() {
        signal(SIGABRT) { number in
            if open("/dev/null", O_RDONLY | O_CLOEXEC) < 0 { LibraryFailure.end(SystemError.last.text) }
            LibraryFailure.endIfOutOfThreads()
            signal(number, SIG_DFL)
            raise(number)
        }
    }

    /// Without a thread to run it, GIO leaves a task undone, too, and says nothing.
    static func endIfOutOfThreads() {
        if is_out_of_processes() != 0 { end("creating a thread: \(SystemError(code: EAGAIN).text)") }
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }
}
