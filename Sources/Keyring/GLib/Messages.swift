import CLibsecret

/// What GLib and libsecret say of themselves.
package enum Messages {
    /// GLib writes what `G_MESSAGES_DEBUG` asks for to standard output, where the clients read the answer.
    package static func keepOffStandardOutput() { g_log_writer_default_set_use_stderr(1) }
}
