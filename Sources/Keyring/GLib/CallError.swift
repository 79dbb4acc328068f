import CLibsecret
import CredentialHelper

/// The one place where a GError becomes an error of ours.
struct CallError: Error {
    /// The D-Bus name of an error that the other side sent, such as `org.freedesktop.Secret.Error.IsLocked`.
    let remoteName: String?
    let storeError: StoreError
    /// Whether everything should be done once more from the start: what was known of the keyring is out of date, since
    /// a person has unlocked it or another program has changed it, or the keys agreed on do not fit.
    private(set) var isStartOver = false

    /// Takes over `error` and frees it. Some functions of libsecret fail without setting one.
    init(taking error: UnsafeMutablePointer<GError>?) {
        guard let error else {
            remoteName = nil
            storeError = .failed("it gave no reason")
            return
        }
        defer { g_error_free(error) }
        let name = g_dbus_error_get_remote_error(error)
        defer { g_free(name) }
        remoteName = name.map { String(cString: $0) }
        g_dbus_error_strip_remote_error(error)
        storeError = Self.storeError(error.pointee, remoteName)
    }

    init(_ storeError: StoreError) {
        remoteName = nil
        self.storeError = storeError
    }

    /// Whether the object that was asked has gone, as an item has that another process removes meanwhile.
    var isMissingObject: Bool {
        switch remoteName {
        case "org.freedesktop.Secret.Error.NoSuchObject", "org.freedesktop.DBus.Error.UnknownObject",
            "org.freedesktop.DBus.Error.UnknownMethod", "org.freedesktop.DBus.Error.UnknownInterface":
            true
        default: false
        }
    }

    /// The same of an item: of one that is about to go GDBus says that the arguments name no interface of it.
    var isMissingItem: Bool { isMissingObject || remoteName == "org.freedesktop.DBus.Error.InvalidArgs" }

    static let startOver = CallError(.failed("it shows an item that it does not have")).asStartOver

    /// The same error, with which everything starts over; it counts when that happens too often.
    var asStartOver: CallError {
        var error = self
        error.isStartOver = true
        return error
    }

    var isLocked: Bool { remoteName == "org.freedesktop.Secret.Error.IsLocked" }

    private static func storeError(_ error: GError, _ remoteName: String?) -> StoreError {
        if error.domain == g_dbus_error_quark() {
            switch GDBusError(UInt32(error.code)) {
            case G_DBUS_ERROR_SERVICE_UNKNOWN, G_DBUS_ERROR_NAME_HAS_NO_OWNER: return .unreachable(.noProvider)
            case G_DBUS_ERROR_NO_REPLY: return .unreachable(.providerLeft)
            case G_DBUS_ERROR_DISCONNECTED: return .unreachable(.deadBus)
            case let code
            where (G_DBUS_ERROR_SPAWN_EXEC_FAILED.rawValue...G_DBUS_ERROR_SPAWN_NO_MEMORY.rawValue)
                .contains(code.rawValue):
                return .unreachable(.notStarted)
            default: break
            }
        }
        if error.domain == g_io_error_quark(), GIOErrorEnum(UInt32(error.code)) == G_IO_ERROR_CLOSED {
            return .unreachable(.deadBus)
        }
        let line = String(cString: error.message).unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : Character($0)
        }
        let text = String(line)
        // What GDBus says when the other side said nothing.
        guard text.hasPrefix("Error return with empty body") else { return .failed(text) }
        return .failed("it gave no reason (\(remoteName ?? "no name"))")
    }
}
