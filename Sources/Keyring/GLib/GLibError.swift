import CLibsecret

/// Why a call of GLib or libsecret failed. The one place where a GError is taken over; what it means for a keyring is
/// for the keyrings to say.
struct GLibError: Error {
    enum Kind: Equatable {
        /// The session bus or GDBus reported it.
        case bus(GDBusError)
        case io(GIOErrorEnum)
        /// There was no answer within so many seconds.
        case timedOut(seconds: Int)
        /// Whoever started this process no longer reads what it writes.
        case clientGone
        /// Of any other domain, or without any error at all: some functions of libsecret fail without setting one.
        case other
    }

    let kind: Kind
    /// The D-Bus name of an error that the other side sent, such as `org.freedesktop.Secret.Error.IsLocked`.
    let remoteName: String?
    /// In the words of whoever reported it: one line.
    let message: String

    /// Takes over `error` and frees it.
    init(taking error: UnsafeMutablePointer<GError>?) {
        guard let error else {
            self.init(.other, message: "it gave no reason")
            return
        }
        defer { g_error_free(error) }
        let name = g_dbus_error_get_remote_error(error)
        defer { g_free(name) }
        g_dbus_error_strip_remote_error(error)
        let remoteName = name.map { String(cString: $0) }
        self.init(
            Kind(error.pointee),
            remoteName: remoteName,
            message: Self.message(of: error.pointee, remoteName: remoteName)
        )
    }

    init(_ kind: Kind, remoteName: String? = nil, message: String = "") {
        self.kind = kind
        self.remoteName = remoteName
        self.message = message
    }

    private static func message(of error: GError, remoteName: String?) -> String {
        let line = String(cString: error.message).unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : Character($0)
        }
        // This is what GDBus says when the other side sent no words at all.
        let isEmpty = line.allSatisfy { $0 == " " } || String(line).hasPrefix("Error return with empty body")
        guard isEmpty else { return String(line) }
        return "it gave no reason (\(remoteName ?? "no name"))"
    }
}

extension GLibError.Kind {
    fileprivate init(_ error: GError) {
        if error.domain == g_dbus_error_quark() {
            self = .bus(GDBusError(UInt32(error.code)))
        } else if error.domain == g_io_error_quark() {
            self = .io(GIOErrorEnum(UInt32(error.code)))
        } else {
            self = .other
        }
    }
}
