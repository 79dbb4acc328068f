import CLibsecret
import CredentialHelper
import Glibc

/// Our connection to the session bus. Calls are sent at once and waited for later, each wait up to the deadline.
final class SessionBus {
    let connection: OpaquePointer
    let loop: EventLoop
    /// Until when the answers to calls are waited for: all of them together.
    private(set) var deadline: Deadline
    private let limits: TimeLimits
    private let blockingCalls: BlockingCallLimit

    /// How many calls are under way at once: more gain nothing, and a bus whose configuration does not raise the
    /// limit refuses more than 128.
    static let window = 64

    /// Connects, if the environment names a bus. Without one GLib would try to start one (`dbus-launch`).
    init(
        environment: [String: String],
        limits: TimeLimits,
        isClientGone: @escaping () -> Bool
    ) throws(KeyringError) {
        guard Self.isNamed(in: environment) else { throw .unreachable(.noBus) }
        // GIO takes an empty address for one.
        if environment["DBUS_SESSION_BUS_ADDRESS"] == "" { unsetenv("DBUS_SESSION_BUS_ADDRESS") }
        let loop = EventLoop(isClientGone: isClientGone)
        let blockingCalls = BlockingCallLimit(isClientGone: isClientGone)
        let deadline = Deadline(seconds: limits.call)
        do throws(GLibError) {
            connection = try loop.asDefault { () throws(GLibError) in
                try blockingCalls.call(until: deadline) { g_bus_get_sync(G_BUS_TYPE_SESSION, $0, $1) }
            }
        } catch {
            blockingCalls.stop()
            throw Self.failureToConnect(error.kind, to: environment["DBUS_SESSION_BUS_ADDRESS"])
        }
        // Otherwise GIO would kill the process when the bus goes away, without a word.
        g_dbus_connection_set_exit_on_close(connection, 0)
        self.loop = loop
        self.blockingCalls = blockingCalls
        self.limits = limits
        self.deadline = deadline
    }

    deinit {
        blockingCalls.stop()
        g_object_unref(UnsafeMutableRawPointer(connection))
    }

    private static func isNamed(in environment: [String: String]) -> Bool {
        if let address = environment["DBUS_SESSION_BUS_ADDRESS"], !address.isEmpty { return true }
        guard let directory = environment["XDG_RUNTIME_DIR"], !directory.isEmpty else { return false }
        return access("\(directory)/bus", F_OK) == 0
    }

    /// - Parameter address: as the environment names it, if it does.
    private static func failureToConnect(_ kind: GLibError.Kind, to address: String?) -> KeyringError {
        let isAddress = address.map { $0.isEmpty || g_dbus_is_supported_address($0, nil) != 0 } ?? true
        return switch kind {
        case .clientGone: .clientGone
        // The kernel says the same of a user who has no number in this user namespace, and cannot tell who it is.
        case .io(G_IO_ERROR_INVALID_ARGUMENT): .unreachable(isAddress ? .refusedByBus : .malformedAddress)
        // It may be refused at the socket, or by the bus, which then closes the connection.
        case .io(G_IO_ERROR_PERMISSION_DENIED), .io(G_IO_ERROR_CLOSED), .bus(G_DBUS_ERROR_ACCESS_DENIED):
            .unreachable(.refusedByBus)
        default: .unreachable(.deadBus)
        }
    }

    // MARK: - Time

    /// Until when a person who is asked now is waited for.
    var deadlineForPerson: Deadline { Deadline(seconds: limits.prompt) }

    /// Starts the time for answers anew, as after a person has taken some.
    func restartClock() {
        deadline = Deadline(seconds: limits.call)
    }

    // MARK: - Calls

    func send(_ call: DBusCall) -> PendingResult {
        let pending = PendingResult()
        send(call, callback: PendingResult.callback, data: pending.userData())
        return pending
    }

    /// Sends a call that nobody is to answer.
    func post(_ call: DBusCall) {
        send(call, callback: nil, data: nil)
    }

    private func send(_ call: DBusCall, callback: GAsyncReadyCallback?, data: gpointer?) {
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
                callback,
                data
            )
        }
        if let arguments = call.arguments { arguments.withPointer(send) } else { send(nil) }
    }

    /// Waits for the answer to a call of `send`.
    func reply(to pending: PendingResult, until deadline: Deadline? = nil) throws(GLibError) -> Variant {
        try wait(for: pending, until: deadline)
        return try Variant(owned: pending.finish { g_dbus_connection_call_finish(connection, $0, $1) })
    }

    func call(_ call: DBusCall) throws(GLibError) -> Variant {
        try reply(to: send(call))
    }

    /// Sends `calls` together and waits for all their answers. Throws when their time is over, or nobody wants the
    /// answers any longer: there may be any number of calls, since a provider says how many items there are.
    /// - Parameter read: takes an answer apart while the next ones are on their way.
    func callAll<Answer>(
        _ calls: some Collection<DBusCall>,
        read: (Variant) -> Answer
    ) throws(GLibError) -> [Result<Answer, GLibError>] {
        var unsent = calls.makeIterator()
        var pending: [PendingResult] = []
        while pending.count < Self.window, let call = unsent.next() { pending.append(send(call)) }
        var answers: [Result<Answer, GLibError>] = []
        answers.reserveCapacity(calls.count)
        while answers.count < calls.count {
            let index = answers.count % Self.window
            try wait(for: pending[index])
            let answer = Result { () throws(GLibError) in try reply(to: pending[index]) }
            if let call = unsent.next() {
                if deadline.isOver { throw GLibError(.timedOut(seconds: deadline.seconds)) }
                pending[index] = send(call)
            }
            answers.append(answer.map(read))
        }
        return answers
    }

    /// Whether the answer comes within so many seconds.
    func isAnswered(_ pending: PendingResult, within seconds: Int) -> Bool {
        (try? loop.wait(until: min(deadline, Deadline(seconds: seconds))) { pending.isAnswered }) != nil
    }

    /// - Parameter deadline: another than that of all calls.
    func wait(for pending: PendingResult, until deadline: Deadline? = nil) throws(GLibError) {
        try loop.wait(until: deadline ?? self.deadline) { pending.isAnswered }
    }

    /// Runs a call that blocks and asks no person anything, up to the deadline.
    func blockingCall<Answer>(
        _ body: (UnsafeMutablePointer<GCancellable>?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> Answer?
    ) throws(GLibError) -> Answer {
        try blockingCalls.call(until: deadline, body)
    }
}
