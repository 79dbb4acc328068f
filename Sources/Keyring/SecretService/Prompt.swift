import CredentialHelper

/// A question that the provider wants to ask a person, such as a keyring's password (Secret Service API, "Prompts").
struct Prompt {
    /// What is done once it has been answered.
    enum Purpose: Hashable {
        /// Items or collections are unlocked.
        case unlocking([String])
        /// A new keyring is made, which needs a password.
        case newCollection
        /// An item is made. KeePassXC calls for a prompt each time, and often asks nobody.
        case newItem(server: String, username: String)
        /// The item at this path is deleted. KeePassXC does the same.
        case deletion(String)
    }

    fileprivate static let interface = "org.freedesktop.Secret.Prompt"

    /// The prompt's object; `/` when there is nothing to ask.
    let path: String
    let purpose: Purpose

    var isNeeded: Bool { path != "/" }
}

extension SecretService {
    /// Lets the provider ask, and waits for the answer. Throws when the person declines, or cannot be asked.
    ///
    /// libsecret's own loop never ends when nobody answers or the provider dies meanwhile. This one listens for the
    /// prompt's end, for the provider's, and to the clock. It never dismisses or cancels a prompt: that aborts
    /// GNOME Keyring's daemon. At the deadline the caller reports and the process ends, the prompt stays.
    func answer(_ prompt: Prompt) throws(KeyringError) {
        do throws(AttemptError) {
            try bus.loop.asDefault { () throws(AttemptError) in try show(prompt) }
        } catch {
            throw error.keyringError
        }
    }

    private func show(_ prompt: Prompt) throws(AttemptError) {
        switch (try outcome(of: prompt), prompt.purpose) {
        case (.answered, _): return
        case (.dismissed, .newCollection): throw .keyring(.noCollection(asked: try wasPromptShown()))
        case (.dismissed, _): throw .keyring(try wasPromptShown() ? .dismissed : .locked)
        case (.providerLeft, _): throw .keyring(.unreachable(.providerLeft))
        }
    }

    /// Has the prompt shown, and listens until it has ended.
    private func outcome(of prompt: Prompt) throws(AttemptError) -> PromptOutcome {
        var outcome: PromptOutcome?
        let completion = subscribeToCompletion(of: prompt) { outcome = outcome ?? $0 }
        defer { completion.end() }
        let departure = subscribeToDeparture { outcome = outcome ?? .providerLeft }
        defer { departure.end() }
        _ = try call(
            DBusCall(
                destination: Self.busName,
                path: prompt.path,
                interface: Prompt.interface,
                method: "Prompt",
                arguments: .tuple([.string("")]),
                reply: ""
            )
        )
        try waitForPerson { (deadline) throws(GLibError) in
            try bus.loop.wait(until: deadline) { outcome != nil }
        }
        return outcome ?? .providerLeft
    }

    private func subscribeToCompletion(
        of prompt: Prompt,
        receive: @escaping (PromptOutcome) -> Void
    ) -> SignalSubscription {
        SignalSubscription(
            on: bus,
            to: "Completed",
            of: Prompt.interface,
            from: Self.busName,
            at: prompt.path
        ) { body in
            if body.type == "(bv)" { receive(body.child(0).bool ? .dismissed : .answered) }
        }
    }

    private func subscribeToDeparture(receive: @escaping () -> Void) -> SignalSubscription {
        SignalSubscription(
            on: bus,
            to: "NameOwnerChanged",
            of: SessionBus.daemon,
            from: SessionBus.daemon,
            about: Self.busName
        ) { _ in receive() }
    }

    /// Waits for something that takes a person's answer, for as long as a person may take.
    func waitForPerson<Answer>(
        _ wait: (Deadline) throws(GLibError) -> Answer
    ) throws(AttemptError) -> Answer {
        defer { bus.restartClock() }
        do throws(GLibError) {
            return try wait(bus.deadlineForPerson)
        } catch {
            guard case .timedOut(let seconds) = error.kind else { throw .call(error) }
            throw .keyring(.unreachable(.unanswered(seconds: seconds)))
        }
    }
}

/// What the signals have told of a prompt.
private enum PromptOutcome {
    case answered
    case dismissed
    case providerLeft
}
