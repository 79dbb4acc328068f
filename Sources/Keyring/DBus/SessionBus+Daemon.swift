import CLibsecret

/// The calls of the bus itself (D-Bus Specification, "Message Bus Messages").
extension SessionBus {
    static let daemon = "org.freedesktop.DBus"

    /// Whether somebody on the bus has this name.
    func isOwned(_ name: String) throws(GLibError) -> Bool {
        try reply(to: sendIsOwned(name)).child(0).bool
    }

    func sendIsOwned(_ name: String) -> PendingResult {
        send(daemonCall("NameHasOwner", with: [.string(name)], reply: "b"))
    }

    func sendOwner(of name: String) -> PendingResult {
        send(daemonCall("GetNameOwner", with: [.string(name)], reply: "s"))
    }

    /// The connection that owns the name; `nil` when none does.
    func owner(_ answer: PendingResult) throws(GLibError) -> String? {
        do throws(GLibError) {
            return try reply(to: answer).child(0).text
        } catch  where error.kind == .bus(G_DBUS_ERROR_NAME_HAS_NO_OWNER) {
            return nil
        }
    }

    /// Has the bus start what takes this name.
    func startService(_ name: String) throws(GLibError) {
        _ = try call(daemonCall("StartServiceByName", with: [.string(name), .unsigned32(0)], reply: "u"))
    }

    /// The question for the number of the process that owns the name.
    func processQuestion(of name: String) -> DBusCall {
        daemonCall("GetConnectionUnixProcessID", with: [.string(name)], reply: "u")
    }

    /// The question for the names that the bus could start something for.
    var startableNamesQuestion: DBusCall { daemonCall("ListActivatableNames", reply: "as") }

    /// Asks for a name of our own, without queueing for it.
    func sendRequest(forName name: String) -> PendingResult {
        let doNotQueue: UInt32 = 4
        return send(daemonCall("RequestName", with: [.string(name), .unsigned32(doNotQueue)], reply: "u"))
    }

    /// Whether we have the name: as its primary owner, or already.
    func isNameGranted(_ answer: PendingResult) throws(GLibError) -> Bool {
        [1, 4].contains(try reply(to: answer).child(0).unsigned32)
    }

    /// Does not wait for the answer: what is sent later comes later.
    func releaseName(_ name: String) {
        post(daemonCall("ReleaseName", with: [.string(name)], reply: "u"))
    }

    private func daemonCall(_ method: String, with arguments: [Variant] = [], reply: String) -> DBusCall {
        DBusCall(
            destination: Self.daemon,
            path: "/org/freedesktop/DBus",
            interface: Self.daemon,
            method: method,
            arguments: .tuple(arguments),
            reply: reply
        )
    }
}
