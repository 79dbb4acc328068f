package import CredentialHelper

/// The desktop on this session's bus.
package struct SessionDesktop: Desktop {
    private let environment: [String: String]
    private let isClientGone: () -> Bool

    package init(environment: [String: String], isClientGone: @escaping () -> Bool) {
        self.environment = environment
        self.isClientGone = isClientGone
    }

    /// A service that does not answer is as good as none.
    package func notifier(_ limits: TimeLimits) -> (any Notifier)? {
        guard let bus = try? SessionBus(environment: environment, limits: limits, isClientGone: isClientGone)
        else { return nil }
        return try? NotificationServer(on: bus)
    }
}

/// Whoever has the name `org.freedesktop.Notifications` on the session bus, or is started for it (Desktop Notifications
/// Specification, 1.2).
struct NotificationServer: Notifier {
    private static let name = "org.freedesktop.Notifications"

    private let bus: SessionBus
    /// Whether it reads the body as markup.
    private let readsMarkup: Bool

    init(on bus: SessionBus) throws(GLibError) {
        self.bus = bus
        let capabilities = try bus.loop.asDefault { () throws(GLibError) in
            try bus.call(Self.call("GetCapabilities", with: nil, reply: "as"))
        }
        readsMarkup = capabilities.child(0).children.contains { $0.text == "body-markup" }
    }

    func show(_ notification: Notification) -> Bool {
        let body = readsMarkup ? Self.escaped(notification.body) : notification.body
        let neverExpires = Variant.signed32(0)
        let arguments: Variant = .tuple([
            .string("docker-credential-pat"), .unsigned32(0), .string("dialog-password"),
            .string(notification.summary), .string(body), .emptyArray(of: "s"), .emptyArray(of: "{sv}"), neverExpires,
        ])
        let answer = try? bus.loop.asDefault { () throws(GLibError) in
            try bus.call(Self.call("Notify", with: arguments, reply: "u"))
        }
        return answer != nil
    }

    private static func call(_ method: String, with arguments: Variant?, reply: String) -> DBusCall {
        DBusCall(
            destination: name,
            path: "/org/freedesktop/Notifications",
            interface: name,
            method: method,
            arguments: arguments,
            reply: reply
        )
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
    }
}
