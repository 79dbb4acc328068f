import CLibsecret
import Foundation
import Synchronization
import TestSupport
import Testing

/// A provider of `org.freedesktop.secrets` that answers as a test says: for what a real one does but seldom, or does
/// only with its window on a screen. By GDBus, which libsecret brings along.
final class ActedProvider: @unchecked Sendable {
    /// A tuple in GVariant's text format, or the name of an error, and after how many seconds it comes.
    struct Answer: ExpressibleByStringLiteral {
        let text: String
        let seconds: Double
        var isError = false

        init(_ text: String, after seconds: Double) {
            self.text = text
            self.seconds = seconds
        }

        static func error(_ name: String) -> Answer {
            var answer = Answer("org.freedesktop.DBus.Error.\(name)", after: 0)
            answer.isError = true
            return answer
        }

        init(stringLiteral text: String) {
            self.init(text, after: 0)
        }
    }

    struct Call {
        /// Such as `SearchItems` or `Get Locked`.
        let name: String
        let path: String
        /// The how manieth of its name it is, from 1.
        let number: Int
    }

    /// Answers a call; nothing is an error, `NotSupported`.
    typealias Part = @Sendable (Call) -> Answer?

    private let connection: OpaquePointer
    private let part: Part
    private let isPromptDismissed: Bool
    private let received = Mutex<[Call]>([])

    init(
        _ names: [String] = ["org.freedesktop.secrets"],
        in session: KeyringSession,
        isPromptDismissed: Bool = true,
        _ part: @escaping Part
    ) throws {
        let flags =
            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT.rawValue
            | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION.rawValue
        let address = session.environment["DBUS_SESSION_BUS_ADDRESS"]!
        connection = try #require(
            g_dbus_connection_new_for_address_sync(address, GDBusConnectionFlags(rawValue: flags), nil, nil, nil)
        )
        self.part = part
        self.isPromptDismissed = isPromptDismissed
        // It holds on to this object for good: an answer may be on its way when the test is over.
        g_dbus_connection_add_filter(
            connection,
            { _, message, isIncoming, provider in
                let provider = Unmanaged<ActedProvider>.fromOpaque(provider!).takeUnretainedValue()
                guard isIncoming != 0, provider.take(message!) else { return message }
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
        let answer = Self.lend("('\(name)', uint32 0)") { arguments in
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

    /// The paths at which there was such a call, one after the other.
    func paths(of name: String) -> [String] {
        received.withLock { $0.filter { $0.name == name }.map(\.path) }
    }

    /// - Returns: whether the message was a call.
    private func take(_ message: OpaquePointer) -> Bool {
        guard g_dbus_message_get_message_type(message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL else { return false }
        let name = Self.name(of: message)
        let call = received.withLock { received in
            let path = String(cString: g_dbus_message_get_path(message))
            received.append(Call(name: name, path: path, number: received.count { $0.name == name } + 1))
            return received.last!
        }
        let answer = part(call)
        // As a number, since no pointer may go to another thread.
        let reply = UInt(bitPattern: reply(to: message, answer ?? .error("NotSupported")))
        DispatchQueue.global().asyncAfter(deadline: .now() + (answer?.seconds ?? 0)) { [self] in
            let reply = OpaquePointer(bitPattern: reply)!
            g_dbus_connection_send_message(connection, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, nil, nil)
            g_object_unref(UnsafeMutableRawPointer(reply))
            if name == "Prompt" { completePrompt() }
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

    private func reply(to message: OpaquePointer, _ answer: Answer) -> OpaquePointer {
        if answer.isError { return g_dbus_message_new_method_error_literal(message, answer.text, "no") }
        let reply = g_dbus_message_new_method_reply(message)!
        Self.lend(answer.text) { g_dbus_message_set_body(reply, $0) }
        return reply
    }

    /// What a person at the prompt does.
    private func completePrompt() {
        let interface = "org.freedesktop.Secret.Prompt"
        _ = Self.lend("(\(isPromptDismissed), <''>)") { body in
            g_dbus_connection_emit_signal(connection, nil, "/prompt", interface, "Completed", body, nil)
        }
    }

    private static func lend<Result>(_ text: String, _ body: (OpaquePointer) -> Result) -> Result {
        let variant = g_variant_parse(nil, text, nil, nil, nil)!
        defer { g_variant_unref(variant) }
        return body(variant)
    }
}
