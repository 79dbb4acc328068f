import CredentialHelper

/// A question that the provider wants to ask a person, such as a keyring's password (Secret Service API, "Prompts").
struct Prompt {
    enum Purpose {
        /// Something is to be unlocked.
        case unlocking
        /// A new keyring needs a password.
        case newCollection
        /// An item is to be made or deleted, which the prompt itself then does.
        case change
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
            _ = try bus.loop.asDefault { () throws(AttemptError) in try result(of: prompt) }
        } catch {
            throw error.keyringError
        }
    }

    /// The same within an attempt, whose lock is held meanwhile.
    /// - Returns: what the prompt has made of it, of a type that depends on the purpose.
    func result(of prompt: Prompt) throws(AttemptError) -> Variant {
        switch (try outcome(of: prompt), prompt.purpose) {
        case (.answered(let result), _): return result
        case (.dismissed, .newCollection): throw .keyring(try missingCollection())
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
            guard body.type == "(bv)" else { return }
            receive(body.child(0).bool ? .dismissed : .answered(body.child(1).unboxed))
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
    case answered(Variant)
    case dismissed
    case providerLeft
}
