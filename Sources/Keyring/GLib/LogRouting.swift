import CLibsecret
import Glibc

/// What GLib and libsecret say of themselves.
package enum LogRouting {
    /// Keeps it off standard output, where the clients read the answer; on standard error it is for those who have
    /// asked for it, with `G_MESSAGES_DEBUG` or `G_DBUS_DEBUG`. What goes wrong the helper says in its own words.
    package static func keepOffStandardOutput() {
        g_log_writer_default_set_use_stderr(1)
        if getenv("G_MESSAGES_DEBUG") == nil {
            g_log_set_writer_func({ _, _, _, _ in G_LOG_WRITER_HANDLED }, nil, nil)
        }
        g_set_print_handler { text in
            guard let text else { return }
            _ = write(STDERR_FILENO, text, strlen(text))
        }
    }
}
