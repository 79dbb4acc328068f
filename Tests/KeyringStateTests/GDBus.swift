import CLibsecret
import TestSupport
import Testing

extension KeyringSession {
    /// A connection of its own to the session's bus.
    func connect() throws -> OpaquePointer {
        let flags =
            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT.rawValue
            | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION.rawValue
        let address = environment["DBUS_SESSION_BUS_ADDRESS"]!
        return try #require(
            g_dbus_connection_new_for_address_sync(address, GDBusConnectionFlags(rawValue: flags), nil, nil, nil)
        )
    }
}

/// Lends a value that is written in GVariant's text format.
func withVariant<Result>(_ text: String, do body: (OpaquePointer) -> Result) -> Result {
    let variant = g_variant_parse(nil, text, nil, nil, nil)!
    defer { g_variant_unref(variant) }
    return body(variant)
}
