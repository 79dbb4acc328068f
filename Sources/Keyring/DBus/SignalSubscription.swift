import CLibsecret

/// A subscription to a signal of the bus, until it is ended.
final class SignalSubscription {
    private let connection: OpaquePointer
    private var number: UInt32 = 0

    /// - Parameters:
    ///   - path: the object whose signal it is; `nil` for any.
    ///   - argument: what the signal's first argument is; `nil` for anything.
    ///   - receive: is given the signal's body, a tuple.
    init(
        on bus: SessionBus,
        to member: String,
        of interface: String,
        from sender: String,
        at path: String? = nil,
        about argument: String? = nil,
        receive: @escaping (Variant) -> Void
    ) {
        connection = bus.connection
        number = g_dbus_connection_signal_subscribe(
            connection,
            sender,
            interface,
            member,
            path,
            argument,
            G_DBUS_SIGNAL_FLAGS_NONE,
            { _, _, _, _, _, body, data in
                Unmanaged<Receiver>.fromOpaque(data!).takeUnretainedValue().receive(
                    Variant(owned: g_variant_ref(body))
                )
            },
            Unmanaged.passRetained(Receiver(receive)).toOpaque(),
            { Unmanaged<Receiver>.fromOpaque($0!).release() }
        )
    }

    func end() {
        g_dbus_connection_signal_unsubscribe(connection, number)
    }

    private final class Receiver {
        let receive: (Variant) -> Void

        init(_ receive: @escaping (Variant) -> Void) {
            self.receive = receive
        }
    }
}
