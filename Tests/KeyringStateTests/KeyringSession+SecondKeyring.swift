import CLibsecret
import Foundation
import TestSupport
import Testing

extension KeyringSession {
    static let secondCollection = "/org/freedesktop/secrets/collection/work"

    /// Makes a keyring `work` beside the default one, with items that a person has long forgotten, and locks it.
    /// - Parameter hidden: whether the daemon is started anew, and has not seen the items' attributes since.
    func makeLockedSecondKeyring(keeping credentials: [DockerCredential], hidden: Bool) throws {
        try makeSecondKeyring()
        for credential in credentials {
            try SecretTool.store(credential, collection: Self.secondCollection, in: environment)
        }
        if hidden { try restartKeyring(.unlocked) } else { try lock("work") }
    }

    /// GNOME Keyring has a way to make one without a prompt.
    private func makeSecondKeyring() throws {
        let flags =
            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT.rawValue
            | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION.rawValue
        let address = environment["DBUS_SESSION_BUS_ADDRESS"]!
        let connection = g_dbus_connection_new_for_address_sync(
            address,
            GDBusConnectionFlags(rawValue: flags),
            nil,
            nil,
            nil
        )
        try #require(connection != nil)
        defer { g_object_unref(UnsafeMutableRawPointer(connection)) }
        func call(_ method: String, of interface: String, with arguments: String, answer index: UInt) throws -> String {
            let answer = g_dbus_connection_call_sync(
                connection,
                "org.freedesktop.secrets",
                "/org/freedesktop/secrets",
                interface,
                method,
                g_variant_parse(nil, arguments, nil, nil, nil),
                nil,
                G_DBUS_CALL_FLAGS_NONE,
                -1,
                nil,
                nil
            )
            try #require(answer != nil)
            defer { g_variant_unref(answer) }
            let path = g_variant_get_child_value(answer, index)
            defer { g_variant_unref(path) }
            return String(cString: g_variant_get_string(path, nil))
        }
        let session = try call(
            "OpenSession",
            of: "org.freedesktop.Secret.Service",
            with: "('plain', <''>)",
            answer: 1
        )
        let label = "{'org.freedesktop.Secret.Collection.Label': <'work'>}"
        let password = "work".utf8.map { "byte \($0)" }.joined(separator: ", ")
        let collection = try call(
            "CreateWithMasterPassword",
            of: "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
            with: "(\(label), (objectpath '\(session)', @ay [], [\(password)], 'text/plain'))",
            answer: 0
        )
        try #require(collection == Self.secondCollection)
    }
}
