import CredentialHelper

/// The provider of `org.freedesktop.secrets` (Secret Service API, version 0.2), as far as a credential store needs it.
/// The calls are in extensions, by topic.
final class SecretService {
    static let busName = "org.freedesktop.secrets"
    static let path = "/org/freedesktop/secrets"
    static let defaultCollection = "/org/freedesktop/secrets/aliases/default"
    /// GNOME Keyring's collection in memory, which is gone when its daemon ends.
    static let volatileCollection = "/org/freedesktop/secrets/collection/session"
    static let interface = "org.freedesktop.Secret.Service"
    static let collectionInterface = "org.freedesktop.Secret.Collection"
    static let itemInterface = "org.freedesktop.Secret.Item"

    let bus: SessionBus
    let environment: [String: String]
    /// Whose items are looked for and made.
    let profile: Profile
    var staleItems = StaleItems()
    /// Whether it was GNOME Keyring when the attempt's search asked: what comes after it need not ask again.
    var wasGNOMEKeyring = false
    private let allowsPlainSession: Bool
    /// The lock of which this helper had to wait its turn: what it had read before is to be read again.
    var lockOfNextAttempt: RequestedWriterLock?
    private let shared: SharedSession

    init(
        environment: [String: String],
        limits: TimeLimits,
        allowsPlainSession: Bool,
        isClientGone: @escaping () -> Bool
    ) throws(KeyringError) {
        bus = try SessionBus(environment: environment, limits: limits, isClientGone: isClientGone)
        self.environment = environment
        shared = SharedSession(bus)
        self.allowsPlainSession = allowsPlainSession
        profile = .default
    }

    /// The same provider, for the items of another profile.
    init(_ service: SecretService, in profile: Profile) {
        bus = service.bus
        environment = service.environment
        allowsPlainSession = service.allowsPlainSession
        shared = service.shared
        self.profile = profile
    }

    /// What keeps us from speaking to the Secret Service; `nil` when something provides it, started for the purpose if
    /// need be.
    static func obstacle(
        environment: [String: String],
        limits: TimeLimits
    ) throws(KeyringError) -> KeyringError.Unreachable? {
        do throws(KeyringError) {
            let bus = try SessionBus(environment: environment, limits: limits, isClientGone: { false })
            return try bus.loop.asDefault { () throws(KeyringError) in
                do throws(GLibError) {
                    // A bus starts only what has a service file, and tells of no other that it runs.
                    if try !bus.isOwned(busName) { try bus.startService(busName) }
                } catch {
                    throw KeyringError(error)
                }
                do throws(GLibError) {
                    // A sandbox may show a name and let nobody speak to its owner.
                    _ = try bus.call(.get("Collections", of: interface, at: path, from: busName))
                } catch {
                    let error = KeyringError(error)
                    // Whatever it says, it can be spoken to.
                    if case .refused = error { return nil }
                    throw error
                }
                return nil
            }
        } catch .unreachable(let reason) {
            switch reason {
            case .noBus, .deadBus, .malformedAddress, .refusedByBus, .noProvider, .notStarted, .denied: return reason
            // It is there, and in trouble.
            case .providerLeft, .silent, .unanswered: throw .unreachable(reason)
            }
        }
    }

    // MARK: - The encrypted session

    /// The encrypted session, connected, and kept for the next call: agreeing on keys takes longer than all else.
    func session() throws(AttemptError) -> EncryptedSession {
        if let session = shared.session { return session }
        let session = try EncryptedSession(connectingOver: bus, allowsPlain: allowsPlainSession)
        shared.session = session
        return session
    }

    /// Has the next call make a session of its own, with new keys.
    func forgetKeys() { shared.session = nil }

    // MARK: - Calls

    func serviceCall(_ method: String, with arguments: [Variant], reply: String) -> DBusCall {
        DBusCall(
            destination: Self.busName,
            path: Self.path,
            interface: Self.interface,
            method: method,
            arguments: .tuple(arguments),
            reply: reply
        )
    }

    func itemCall(
        _ method: String,
        on item: SecretServiceItem,
        with arguments: [Variant]? = nil,
        reply: String
    ) -> DBusCall {
        DBusCall(
            destination: Self.busName,
            path: item.path,
            interface: Self.itemInterface,
            method: method,
            arguments: arguments.map { .tuple($0) },
            reply: reply
        )
    }

    func call(_ call: DBusCall) throws(AttemptError) -> Variant {
        try reply(to: bus.send(call))
    }

    /// Waits for the answer to a call that has been sent.
    func reply(to pending: PendingResult) throws(AttemptError) -> Variant {
        do throws(GLibError) { return try bus.reply(to: pending) } catch { throw .call(error) }
    }

    func callAll(_ calls: some Collection<DBusCall>) throws(AttemptError) -> [Result<Variant, AttemptError>] {
        try callAll(calls) { $0 }
    }

    /// - Parameter read: takes an answer apart while the next ones are on their way.
    func callAll<Answer>(
        _ calls: some Collection<DBusCall>,
        read: (Variant) -> Answer
    ) throws(AttemptError) -> [Result<Answer, AttemptError>] {
        do throws(GLibError) {
            return try bus.callAll(calls, read: read).map { $0.mapError(AttemptError.call) }
        } catch {
            throw .call(error)
        }
    }

    /// Whether somebody on the bus has this name.
    func isOwned(_ name: String) throws(AttemptError) -> Bool {
        do throws(GLibError) { return try bus.isOwned(name) } catch { throw .call(error) }
    }
}

/// The encrypted session, once there is one: all profiles use the same.
private final class SharedSession {
    private let bus: SessionBus
    var session: EncryptedSession?

    init(_ bus: SessionBus) {
        self.bus = bus
    }

    deinit {
        // Before the bus, in whose loop GIO frees what the session has had of it.
        session = nil
    }
}
