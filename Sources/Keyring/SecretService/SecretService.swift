import CredentialHelper

/// The provider of `org.freedesktop.secrets` (Secret Service API, version 0.2), as far as a credential store needs it.
/// The calls are in extensions, by topic.
final class SecretService {
    static let busName = "org.freedesktop.secrets"
    static let path = "/org/freedesktop/secrets"
    static let defaultCollection = "/org/freedesktop/secrets/aliases/default"
    static let interface = "org.freedesktop.Secret.Service"
    static let collectionInterface = "org.freedesktop.Secret.Collection"
    static let itemInterface = "org.freedesktop.Secret.Item"

    let bus: SessionBus
    let environment: [String: String]
    var staleItems = StaleItems()
    private var openSession: EncryptedSession?

    init(
        environment: [String: String],
        limits: TimeLimits,
        isClientGone: @escaping () -> Bool
    ) throws(KeyringError) {
        bus = try SessionBus(environment: environment, limits: limits, isClientGone: isClientGone)
        self.environment = environment
    }

    deinit {
        // Before the bus, in whose loop GIO frees what the session has had of it.
        openSession = nil
    }

    /// Whether something provides the Secret Service, started for the purpose if need be.
    static func isReachable(environment: [String: String], limits: TimeLimits) throws(KeyringError) -> Bool {
        do throws(KeyringError) {
            let bus = try SessionBus(environment: environment, limits: limits, isClientGone: { false })
            return try bus.loop.asDefault { () throws(KeyringError) in
                do throws(GLibError) {
                    // A bus starts only what has a service file, and tells of no other that it runs.
                    if try !bus.isOwned(busName) { try bus.startService(busName) }
                    return true
                } catch {
                    throw KeyringError(error)
                }
            }
        } catch .unreachable(let reason) {
            switch reason {
            case .noBus, .deadBus, .noProvider, .notStarted: return false
            // It is there, and in trouble.
            case .providerLeft, .silent, .unanswered: throw .unreachable(reason)
            }
        }
    }

    // MARK: - The encrypted session

    /// The encrypted session, connected, and kept for the next call: agreeing on keys takes longer than all else.
    func session() throws(AttemptError) -> EncryptedSession {
        if let openSession { return openSession }
        let session = try EncryptedSession(connectingOver: bus)
        openSession = session
        return session
    }

    /// Has the next call make a session of its own, with new keys.
    func forgetKeys() { openSession = nil }

    // MARK: - Calls

    func serviceCall(_ method: String, _ arguments: [Variant], reply: String) -> DBusCall {
        DBusCall(
            destination: Self.busName,
            path: Self.path,
            interface: Self.interface,
            method: method,
            arguments: .tuple(arguments),
            reply: reply
        )
    }

    func itemCall(_ method: String, of item: String, _ arguments: [Variant]? = nil, reply: String) -> DBusCall {
        DBusCall(
            destination: Self.busName,
            path: item,
            interface: Self.itemInterface,
            method: method,
            arguments: arguments.map { .tuple($0) },
            reply: reply
        )
    }

    func call(_ call: DBusCall) throws(AttemptError) -> Variant {
        try attempt { () throws(GLibError) in try bus.call(call) }
    }

    func callAll(_ calls: [DBusCall]) -> [Result<Variant, AttemptError>] {
        bus.callAll(calls).map { $0.mapError(AttemptError.call) }
    }

    /// Asks the bus something, in the errors of an attempt.
    func attempt<Answer>(_ question: () throws(GLibError) -> Answer) throws(AttemptError) -> Answer {
        do throws(GLibError) { return try question() } catch { throw .call(error) }
    }
}
