import CLibsecret

/// A GLib main context of our own, in which asynchronous calls are answered while the caller waits: so each wait can
/// have its deadline, and none needs a GCancellable. (Cancelling during a prompt aborts GNOME Keyring's daemon.)
final class EventLoop {
    private let context: OpaquePointer
    let isAbandoned: () -> Bool

    init(isAbandoned: @escaping () -> Bool) {
        context = g_main_context_new()
        self.isAbandoned = isAbandoned
    }

    deinit {
        // GIO leaves it to the context of a subscription to free what the subscription had.
        while g_main_context_iteration(context, 0) != 0 {}
        g_main_context_unref(context)
    }

    /// Runs `body` so that the calls it starts are answered in this loop.
    func asDefault<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        g_main_context_push_thread_default(context)
        defer { g_main_context_pop_thread_default(context) }
        return try body()
    }

    enum Outcome {
        case happened
        case timedOut
        /// Whoever started this process no longer reads what it writes.
        case abandoned
    }

    /// Waits until `condition` holds, or there is no reason to wait any longer.
    func wait(until deadline: Deadline, for condition: () -> Bool) -> Outcome {
        if condition() { return .happened }
        // The timer has nothing to do but to end the context's sleep now and then.
        let timer = g_timeout_source_new(min(deadline.millisecondsLeft, Self.patience))
        g_source_set_callback(timer, { _ in 1 }, nil, nil)
        g_source_attach(timer, context)
        defer {
            g_source_destroy(timer)
            g_source_unref(timer)
        }
        let start = g_get_monotonic_time()
        while !condition() {
            if deadline.isOver { return .timedOut }
            // Some clients close their end at once, since `store` answers nothing: that alone is no reason to stop.
            if g_get_monotonic_time() - start >= gint64(Self.patience) * 1000, isAbandoned() { return .abandoned }
            g_main_context_iteration(context, 1)
        }
        return .happened
    }

    /// How long, in milliseconds, a wait may take before it is worth knowing whether anybody still wants the answer.
    static let patience: UInt32 = 200
}

/// A point in time after which nothing is waited for any longer.
struct Deadline: Comparable {
    let seconds: Int
    private let end: gint64

    init(seconds: Int) {
        self.seconds = seconds
        end = g_get_monotonic_time() + gint64(seconds) * 1_000_000
    }

    static func < (one: Deadline, other: Deadline) -> Bool { one.end < other.end }

    var isOver: Bool { g_get_monotonic_time() >= end }

    var millisecondsLeft: UInt32 {
        // Rounded up, or the last fraction of a millisecond would be spent spinning.
        UInt32(max(0, (end - g_get_monotonic_time() + 999) / 1000))
    }
}

/// The answer to one asynchronous call: a GAsyncResult, once it is there.
final class Pending {
    private var result: OpaquePointer?

    deinit {
        if let result { g_object_unref(UnsafeMutableRawPointer(result)) }
    }

    var isAnswered: Bool { result != nil }

    /// Lends the answer to the `…_finish` function that takes it apart.
    func finish<Answer>(
        _ body: (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> Answer?
    ) throws(CallError) -> Answer {
        try withExtendedLifetime(self) { () throws(CallError) in
            var error: UnsafeMutablePointer<GError>?
            if let answer = body(result, &error) { return answer }
            throw CallError(taking: error)
        }
    }

    /// What to give a GLib function as its callback's data. The callback holds on to this object: should the answer
    /// come after the caller has given up, it still finds its place.
    func userData() -> gpointer { Unmanaged.passRetained(self).toOpaque() }

    static let callback: GAsyncReadyCallback = { _, result, data in
        let pending = Unmanaged<Pending>.fromOpaque(data!).takeRetainedValue()
        pending.result = OpaquePointer(g_object_ref(UnsafeMutableRawPointer(result!)))
    }
}
