import CLibsecret
import CredentialHelper
import Glibc

/// Our connection to the session bus. Calls are sent at once and waited for later, each wait up to the deadline.
final class Bus {
    static let provider = "org.freedesktop.secrets"
    static let daemon = "org.freedesktop.DBus"

    let connection: OpaquePointer
    let loop: EventLoop
    private let watchman: Watchman
    let limits: TimeLimits
    let environment: [String: String]
    private(set) var deadline: Deadline
    private var isPrompting = false
    private var openSession: EncryptedSession?
    /// The turn at changing the keyring, if this helper has it.
    var turn: WriterTurn?

    /// How often an item was found and was not there. GNOME Keyring finds the items of a keyring's file that was put
    /// beside its own, a backup for example, and does not show them until it is started anew.
    private var misses: [String: Int] = [:]

    func noteMiss(of path: String) { misses[path, default: 0] += 1 }

    /// Whether there is no such item, rather than a new one in its place.
    func isPhantom(_ path: String) -> Bool { misses[path, default: 0] >= 10 }

    /// How many calls are under way at once: more gain nothing, and a bus whose configuration does not raise the
    /// limit refuses more than 128.
    private static let window = 64

    /// Connects, if the environment names a bus. Without one GLib would try to start one (`dbus-launch`).
    init(
        environment: [String: String],
        limits: TimeLimits,
        isAbandoned: @escaping () -> Bool
    ) throws(StoreError) {
        guard Self.isNamed(in: environment) else { throw .unreachable(.noBus) }
        let loop = EventLoop(isAbandoned: isAbandoned)
        let watchman = Watchman(isAbandoned: isAbandoned)
        let deadline = Deadline(seconds: limits.call)
        connection = try loop.asDefault { () throws(StoreError) in
            do throws(CallError) {
                return try watchman.call(until: deadline) { g_bus_get_sync(G_BUS_TYPE_SESSION, $0, $1) }
            } catch {
                throw error.storeError == .abandoned ? .abandoned : .unreachable(.deadBus)
            }
        }
        // Otherwise GIO would kill the process when the bus goes away, without a word.
        g_dbus_connection_set_exit_on_close(connection, 0)
        self.loop = loop
        self.watchman = watchman
        self.limits = limits
        self.environment = environment
        self.deadline = deadline
    }

    deinit {
        // Before the loop, in which GIO frees what the session has had of it.
        openSession = nil
        watchman.dismiss()
        g_object_unref(UnsafeMutableRawPointer(connection))
    }

    private static func isNamed(in environment: [String: String]) -> Bool {
        if let address = environment["DBUS_SESSION_BUS_ADDRESS"], !address.isEmpty { return true }
        guard let directory = environment["XDG_RUNTIME_DIR"], !directory.isEmpty else { return false }
        return access("\(directory)/bus", F_OK) == 0
    }

    /// Lets the next wait take the time that a person has.
    func allowForPrompt() {
        deadline = Deadline(seconds: limits.prompt)
        isPrompting = true
    }

    /// Starts the time for the keyring's answers anew after a person's answer.
    func restartClock() {
        guard isPrompting else { return }
        deadline = Deadline(seconds: limits.call)
        isPrompting = false
    }

    // MARK: - Calls

    /// The encrypted session, kept for the next call: agreeing on keys takes longer than all else.
    var session: EncryptedSession {
        let session = openSession ?? EncryptedSession(over: self)
        openSession = session
        return session
    }

    /// Lets the next call make a session of its own, with new keys.
    func forgetKeys() { openSession = nil }

    /// Runs a call that blocks and asks no person anything, up to the deadline.
    func connect<Answer>(
        _ body: (UnsafeMutablePointer<GCancellable>?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> Answer?
    ) throws(CallError) -> Answer {
        try watchman.call(until: deadline, body)
    }

    struct Call {
        var destination = Bus.provider
        let path: String
        let interface: String
        let method: String
        let arguments: Variant?
        /// The D-Bus signature of the reply's body.
        let reply: String
    }

    func send(_ call: Call) -> Pending {
        let pending = Pending()
        let reply = g_variant_type_new("(\(call.reply))")
        defer { g_variant_type_free(reply) }
        func send(_ arguments: OpaquePointer?) {
            g_dbus_connection_call(
                connection,
                call.destination,
                call.path,
                call.interface,
                call.method,
                arguments,
                reply,
                // The loop keeps the time: GDBus's own limit is to be out of the way.
                G_DBUS_CALL_FLAGS_NONE,
                .max,
                nil,
                Pending.callback,
                pending.userData()
            )
        }
        if let arguments = call.arguments { arguments.lend(send) } else { send(nil) }
        return pending
    }

    /// Waits for the answer to a call of `send`.
    func reply(to pending: Pending) throws(CallError) -> Variant {
        try wait(for: pending)
        return try Variant(owned: pending.finish { g_dbus_connection_call_finish(connection, $0, $1) })
    }

    func call(_ call: Call) throws(CallError) -> Variant {
        try reply(to: send(call))
    }

    /// Sends `calls` together and waits for all their answers.
    func callAll(_ calls: [Call]) -> [Result<Variant, CallError>] {
        var pending = calls.prefix(Self.window).map(send)
        var next = pending.count
        var answers: [Result<Variant, CallError>] = []
        answers.reserveCapacity(calls.count)
        while answers.count < calls.count {
            let index = answers.count
            answers.append(Result { () throws(CallError) in try reply(to: pending[index % Self.window]) })
            if next < calls.count {
                pending[index % Self.window] = send(calls[next])
                next += 1
            }
        }
        return answers
    }

    /// Whether the answer comes within so many seconds.
    func isAnswered(_ pending: Pending, within seconds: Int) -> Bool {
        loop.wait(until: min(deadline, Deadline(seconds: seconds))) { pending.isAnswered } == .happened
    }

    func wait(for pending: Pending) throws(CallError) {
        try wait { pending.isAnswered }
    }

    /// Waits for something to happen, up to the deadline.
    func wait(for condition: () -> Bool) throws(CallError) {
        let seconds = deadline.seconds
        switch loop.wait(until: deadline, for: condition) {
        case .happened: return
        case .timedOut:
            throw CallError(.unreachable(isPrompting ? .unanswered(seconds: seconds) : .silent(seconds: seconds)))
        case .abandoned: throw CallError(.abandoned)
        }
    }
}
