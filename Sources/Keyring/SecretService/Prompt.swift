import CLibsecret
import CredentialHelper

extension Bus {
    /// Lets the provider ask a person something, such as a keyring's password, and waits for the answer.
    ///
    /// libsecret's own loop never ends when nobody answers or the provider dies meanwhile. This one listens for the
    /// prompt's end, for the provider's, and to the clock. It never dismisses or cancels a prompt: that aborts
    /// GNOME Keyring's daemon. At the deadline the caller reports and the process ends, the prompt stays.
    /// - Returns: the prompt's result, whose type depends on what was asked.
    func answer(promptAt path: String) throws(CallError) -> Variant {
        let prompt = "org.freedesktop.Secret.Prompt"
        let watch = PromptWatch()
        let completed = subscribe(watch, to: "Completed", of: prompt, from: Self.provider, at: path, about: nil)
        let owner = subscribe(
            watch,
            to: "NameOwnerChanged",
            of: Self.daemon,
            from: Self.daemon,
            at: nil,
            about: Self.provider
        )
        defer {
            g_dbus_connection_signal_unsubscribe(connection, completed)
            g_dbus_connection_signal_unsubscribe(connection, owner)
        }
        _ = try call(
            Call(path: path, interface: prompt, method: "Prompt", arguments: .tuple([.string("")]), reply: "")
        )

        allowForPrompt()
        try wait { watch.outcome != nil }
        restartClock()
        switch watch.outcome! {
        case .providerLeft: throw CallError(.unreachable(.providerLeft))
        case .dismissed: throw CallError(try wasShown() ? .dismissed : .locked)
        case .answered(let result): return result
        }
    }

    /// The same for what a change of the keyring waits for: others may take their turns meanwhile, so that the change
    /// then starts over.
    func answerBetweenTurns(promptAt path: String) throws(CallError) {
        guard let turn else {
            _ = try answer(promptAt: path)
            return
        }
        turn.end()
        _ = try answer(promptAt: path)
        throw .startOver
    }

    private func subscribe(
        _ watch: PromptWatch,
        to member: String,
        of interface: String,
        from sender: String,
        at path: String?,
        about argument: String?
    ) -> UInt32 {
        g_dbus_connection_signal_subscribe(
            connection,
            sender,
            interface,
            member,
            path,
            argument,
            G_DBUS_SIGNAL_FLAGS_NONE,
            { _, _, _, _, member, body, data in
                let watch = Unmanaged<PromptWatch>.fromOpaque(data!).takeUnretainedValue()
                watch.receive(String(cString: member!), Variant(owned: g_variant_ref(body)))
            },
            Unmanaged.passRetained(watch).toOpaque(),
            { Unmanaged<PromptWatch>.fromOpaque($0!).release() }
        )
    }

    /// Whether a person was asked at all. GNOME Keyring calls a prompt dismissed, too, when there is no prompter to show
    /// it or it could not start, as without a display; one that did show it stays for seconds after. The other
    /// providers show their own windows.
    private func wasShown() throws(CallError) -> Bool {
        guard try isOwned("org.gnome.keyring") else { return true }
        return try isOwned("org.gnome.keyring.SystemPrompter")
    }

    /// Whether somebody on the bus has this name.
    func isOwned(_ name: String) throws(CallError) -> Bool {
        try isOwned(askIsOwned(name))
    }

    func askIsOwned(_ name: String) -> Pending {
        sendToDaemon("NameHasOwner", [.string(name)], "b")
    }

    func isOwned(_ answer: Pending) throws(CallError) -> Bool {
        try reply(to: answer).child(0).bool
    }

    /// Asks the bus itself.
    func askDaemon(_ method: String, _ arguments: [Variant], _ reply: String) throws(CallError) -> Variant {
        try self.reply(to: sendToDaemon(method, arguments, reply)).child(0)
    }

    private func sendToDaemon(_ method: String, _ arguments: [Variant], _ reply: String) -> Pending {
        send(
            Call(
                destination: Self.daemon,
                path: "/org/freedesktop/DBus",
                interface: Self.daemon,
                method: method,
                arguments: .tuple(arguments),
                reply: reply
            )
        )
    }
}

/// What the signals have told of a prompt so far.
private final class PromptWatch {
    enum Outcome {
        case answered(Variant)
        case dismissed
        case providerLeft
    }

    private(set) var outcome: Outcome?

    func receive(_ signal: String, _ body: Variant) {
        guard outcome == nil else { return }
        if signal == "NameOwnerChanged" {
            outcome = .providerLeft
        } else if body.type == "(bv)" {
            outcome = body.child(0).bool ? .dismissed : .answered(body.child(1).unboxed)
        }
    }
}
