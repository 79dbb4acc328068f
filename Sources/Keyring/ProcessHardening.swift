import CLinux
import Glibc

/// The memory of this process, in which secrets are.
package enum ProcessHardening {
    /// Keeps it from core dumps, from debuggers of the same user (prctl(2), PR_SET_DUMPABLE), and from the reports
    /// that Swift writes of crashes, and of Ctrl-\, wherever its tools are installed: they show on standard error what
    /// the registers point at.
    package static func apply() {
        _ = forbid_dumps_and_tracing()
        for crash in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { forget_handler(crash) }
    }
}
