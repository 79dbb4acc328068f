import CLibsecret
import Foundation
import Synchronization
import TestSupport
import Testing

/// A provider of `org.freedesktop.secrets` that answers as a test says: for what real providers do only now and then,
/// or only with a window on a screen. It speaks D-Bus by GDBus, which libsecret brings along.
// Sendable: what changes is behind a lock, and GDBus connections may be used on any thread.
final class ScriptedProvider: @unchecked Sendable {
    /// What it answers: a tuple in GVariant's text format, or the name of an error, and after how many seconds it
    /// comes.
    struct Reply: ExpressibleByStringLiteral {
        let text: String
        let seconds: Double
        var isError = false
        /// Of an error, in its own words.
        var message = "no"

        init(_ text: String, after seconds: Double) {
            self.text = text
            self.seconds = seconds
        }

        /// - Parameter name: one of D-Bus's own, unless it is a whole name, with dots.
        static func error(_ name: String, saying message: String = "no") -> Reply {
            var reply = Reply(name.contains(".") ? name : "org.freedesktop.DBus.Error.\(name)", after: 0)
            reply.isError = true
            reply.message = message
            return reply
        }

        init(stringLiteral text: String) {
            self.init(text, after: 0)
        }
    }

    struct Call {
        /// Such as `SearchItems` or `Get Locked`.
        let name: String
        /// The object that was called.
        let path: String
        /// 1 for the first call of this name, 2 for the second, and so on.
        let number: Int
    }

    /// The reply to a call; `nil` is the error `NotSupported`.
    typealias Script = @Sendable (Call) -> Reply?

    private let connection: OpaquePointer
    private let script: Script
    private let isPromptDismissed: Bool
    private let promptResult: String
    private let received = Mutex<[Call]>([])

    /// - Parameter promptResult: with what a prompt completes, in GVariant's text format.
    init(
        names: [String] = ["org.freedesktop.secrets"],
        in session: KeyringSession,
        isPromptDismissed: Bool = true,
        promptResult: String = "''",
        script: @escaping Script
    ) throws {
        connection = try session.connect()
        self.script = script
        self.isPromptDismissed = isPromptDismissed
        self.promptResult = promptResult
        // The connection keeps this object for good: a reply may be on its way when the test is over.
        g_dbus_connection_add_filter(
            connection,
            { _, message, isIncoming, provider in
                let provider = Unmanaged<ScriptedProvider>.fromOpaque(provider!).takeUnretainedValue()
                guard isIncoming != 0, provider.reply(to: message!) else { return message }
                return nil
            },
            Unmanaged.passRetained(self).toOpaque(),
            nil
        )
        for name in names { try request(name) }
    }

    private func request(_ name: String) throws {
        let bus = "org.freedesktop.DBus"
        let path = "/org/freedesktop/DBus"
        let answer = withVariant("('\(name)', uint32 0)") { arguments in
            g_dbus_connection_call_sync(
                connection,
                bus,
                path,
                bus,
                "RequestName",
                arguments,
                nil,
                G_DBUS_CALL_FLAGS_NONE,
                -1,
                nil,
                nil
            )
        }
        try #require(answer != nil)
        g_variant_unref(answer)
    }

    /// Leaves the bus, as one does that is killed.
    func leave() {
        g_dbus_connection_close_sync(connection, nil, nil)
    }

    /// The objects that were called by this name, one after the other.
    func paths(of name: String) -> [String] {
        received.withLock { $0.filter { $0.name == name }.map(\.path) }
    }

    /// - Returns: whether the message was a call.
    private func reply(to message: OpaquePointer) -> Bool {
        guard g_dbus_message_get_message_type(message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL else { return false }
        let name = Self.name(of: message)
        let call = received.withLock { received in
            let path = String(cString: g_dbus_message_get_path(message))
            received.append(Call(name: name, path: path, number: received.count { $0.name == name } + 1))
            return received.last!
        }
        let scripted = script(call)
        // As a number, since no pointer may go to another thread.
        let reply = UInt(bitPattern: makeReply(scripted ?? .error("NotSupported"), to: message))
        DispatchQueue.global().asyncAfter(deadline: .now() + (scripted?.seconds ?? 0)) { [self] in
            let reply = OpaquePointer(bitPattern: reply)!
            g_dbus_connection_send_message(connection, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, nil, nil)
            g_object_unref(UnsafeMutableRawPointer(reply))
            if name == "Prompt" { completePrompt(call.path) }
        }
        g_object_unref(UnsafeMutableRawPointer(message))
        return true
    }

    private static func name(of message: OpaquePointer) -> String {
        let method = String(cString: g_dbus_message_get_member(message))
        guard method == "Get", let body = g_dbus_message_get_body(message) else { return method }
        let property = g_variant_get_child_value(body, 1)
        defer { g_variant_unref(property) }
        return "\(method) \(String(cString: g_variant_get_string(property, nil)))"
    }

    private func makeReply(_ scripted: Reply, to message: OpaquePointer) -> OpaquePointer {
        if scripted.isError {
            return g_dbus_message_new_method_error_literal(message, scripted.text, scripted.message)
        }
        let reply = g_dbus_message_new_method_reply(message)!
        withVariant(scripted.text) { g_dbus_message_set_body(reply, $0) }
        return reply
    }

    /// Says what a person at the prompt has done.
    private func completePrompt(_ path: String) {
        let interface = "org.freedesktop.Secret.Prompt"
        _ = withVariant("(\(isPromptDismissed), <\(promptResult)>)") { body in
            g_dbus_connection_emit_signal(connection, nil, path, interface, "Completed", body, nil)
        }
    }
}
