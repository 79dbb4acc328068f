/// One method call on the bus (D-Bus Specification, "Method Calls").
struct DBusCall {
    let destination: String
    let path: String
    let interface: String
    let method: String
    /// A tuple.
    var arguments: Variant?
    /// The D-Bus signature of the reply's body.
    let reply: String
}

/// `org.freedesktop.DBus.Properties` (D-Bus Specification, "Standard Interfaces").
extension DBusCall {
    private static let properties = "org.freedesktop.DBus.Properties"

    /// Asks for a property; the reply is the value in a `v`.
    static func get(_ property: String, of interface: String, at path: String, from destination: String) -> DBusCall {
        DBusCall(
            destination: destination,
            path: path,
            interface: properties,
            method: "Get",
            arguments: .tuple([.string(interface), .string(property)]),
            reply: "v"
        )
    }

    static func set(
        _ property: String,
        to value: Variant,
        of interface: String,
        at path: String,
        from destination: String
    ) -> DBusCall {
        DBusCall(
            destination: destination,
            path: path,
            interface: properties,
            method: "Set",
            arguments: .tuple([.string(interface), .string(property), value.boxed]),
            reply: ""
        )
    }
}
