import CLibsecret
import TestSupport
import Testing

/// Another program that uses GNOME Keyring, call by call: for collections that no prompt makes, and for secrets that no
/// command writes.
final class KeyringProgram {
    private let connection: OpaquePointer
    private let session: String

    static let login = "/org/freedesktop/secrets/collection/login"
    /// The one in memory.
    static let session = "/org/freedesktop/secrets/collection/session"
    private static let service = "/org/freedesktop/secrets"

    init(in keyring: KeyringSession) throws {
        connection = try keyring.connect()
        let opened = try Self.call(
            "org.freedesktop.Secret.Service.OpenSession('plain', <''>)",
            at: Self.service,
            over: connection
        )
        session = try #require(opened.split(separator: "'").last { $0.hasPrefix("/") }.map(String.init))
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(connection))
    }

    /// Makes a collection, which is open and not the default one.
    /// - Returns: its path.
    func makeCollection(_ name: String) throws -> String {
        let properties = "{'org.freedesktop.Secret.Collection.Label': <'\(name)'>}"
        let interface = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
        let made = try call(
            "\(interface).CreateWithMasterPassword(\(properties), \(secret("test".utf8)))",
            at: Self.service
        )
        return try #require(made.split(separator: "'").last { $0.hasPrefix("/") }.map(String.init))
    }

    func setDefaultCollection(_ path: String) throws {
        _ = try call("org.freedesktop.Secret.Service.SetAlias('default', objectpath '\(path)')", at: Self.service)
    }

    func deleteCollection(_ path: String) throws {
        _ = try call("org.freedesktop.Secret.Collection.Delete()", at: path)
    }

    /// Makes an item as docker-credential-secretservice does, of any bytes.
    /// - Parameter username: `nil` for an item without that attribute.
    func makeItem(
        for server: String,
        username: String?,
        secret bytes: some Collection<UInt8>,
        in collection: String = login
    ) throws {
        let own = username.map { ", 'username': '\($0)'" } ?? ""
        let attributes =
            "{'xdg:schema': 'io.docker.Credentials', 'docker_cli': '1', 'label': 'Docker Credentials',"
            + " 'server': '\(server)'\(own)}"
        let item = "org.freedesktop.Secret.Item"
        let properties = "{'\(item).Label': <'\(server)'>, '\(item).Attributes': <\(attributes)>}"
        let made = try call(
            "org.freedesktop.Secret.Collection.CreateItem(\(properties), \(secret(bytes)), true)",
            at: collection
        )
        #expect(made.contains(collection))
    }

    /// A secret in GVariant's text format.
    private func secret(_ bytes: some Collection<UInt8>) -> String {
        let value = bytes.map { "byte \($0)" }.joined(separator: ", ")
        return "(objectpath '\(session)', @ay [], @ay [\(value)], 'text/plain')"
    }

    /// - Parameter call: the interface, the method and its arguments in GVariant's text format.
    private func call(_ call: String, at path: String) throws -> String {
        try Self.call(call, at: path, over: connection)
    }

    private static func call(_ call: String, at path: String, over connection: OpaquePointer) throws -> String {
        let parts = call.split(separator: "(", maxSplits: 1)
        let names = parts[0].split(separator: ".")
        // A tuple of one is written with a comma at its end; none of these calls has one argument.
        let answer = withVariant("(" + parts[1]) { arguments in
            g_dbus_connection_call_sync(
                connection,
                "org.freedesktop.secrets",
                path,
                names.dropLast().joined(separator: "."),
                String(names.last!),
                arguments,
                nil,
                G_DBUS_CALL_FLAGS_NONE,
                -1,
                nil,
                nil
            )
        }
        let reply = try #require(answer, "\(parts[0]) failed")
        defer { g_variant_unref(reply) }
        let text = g_variant_print(reply, 0)
        defer { g_free(text) }
        return String(cString: text!)
    }
}
