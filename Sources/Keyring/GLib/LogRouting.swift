import CLibsecret
import Glibc

/// What GLib and libsecret say of themselves.
package enum LogRouting {
    /// Keeps it off standard output, where the clients read the answer; on standard error it is for those who have
    /// asked for it, with `G_MESSAGES_DEBUG` or `G_DBUS_DEBUG`. What goes wrong the helper says in its own words, also
    /// where an assertion fails, which GLib prints as for a test.
    package static func keepOffStandardOutput() {
        g_log_writer_default_set_use_stderr(1)
        g_log_set_writer_func(
            { level, fields, count, _ in
                if level.rawValue & G_LOG_LEVEL_ERROR.rawValue != 0 {
                    LibraryFailure.end(LogRouting.message(UnsafeBufferPointer(start: fields, count: Int(count))))
                }
                if getenv("G_MESSAGES_DEBUG") == nil { return G_LOG_WRITER_HANDLED }
                return g_log_writer_default(level, fields, count, nil)
            },
            nil,
            nil
        )
        g_set_print_handler { text in
            guard let text, getenv("G_MESSAGES_DEBUG") != nil || getenv("G_DBUS_DEBUG") != nil else { return }
            _ = write(STDERR_FILENO, text, strlen(text))
        }
        // Such as that a module of GIO's could not be loaded.
        if getenv("G_MESSAGES_DEBUG") == nil { g_set_printerr_handler { _ in } }
    }

    private static func message(_ fields: UnsafeBufferPointer<GLogField>) -> String {
        guard let field = fields.first(where: { strcmp($0.key, "MESSAGE") == 0 }), let value = field.value else {
            return "it gave no reason"
        }
        // A length of less than 0 means that a NUL ends it; it does in either case.
        return String(cString: value.assumingMemoryBound(to: CChar.self))
    }
}
