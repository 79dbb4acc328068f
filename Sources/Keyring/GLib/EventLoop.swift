import CLibsecret
import CredentialHelper

/// A GLib main context of our own, in which asynchronous calls are answered while the caller waits: so each wait can
/// have its deadline, and none needs a GCancellable. (Cancelling during a prompt aborts GNOME Keyring's daemon.)
final class EventLoop {
    private let context: OpaquePointer
    let isClientGone: () -> Bool

    /// How long, in milliseconds, a wait may take before it is worth knowing whether anybody still wants the answer.
    static let patience = RunningClock.longestNap

    init(isClientGone: @escaping () -> Bool) {
        context = g_main_context_new()
        self.isClientGone = isClientGone
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

    /// Waits until `condition` holds. Throws `.timedOut` at the deadline, and `.clientGone` when nobody wants the
    /// answer any longer.
    func wait(until deadline: Deadline, for condition: () -> Bool) throws(GLibError) {
        if condition() { return }
        // The timer has nothing to do but to end the context's sleep now and then.
        let timer = g_timeout_source_new(guint(min(deadline.millisecondsLeft, Self.patience)))
        g_source_set_callback(timer, { _ in 1 }, nil, nil)
        g_source_attach(timer, context)
        defer {
            g_source_destroy(timer)
            g_source_unref(timer)
        }
        let start = g_get_monotonic_time()
        while !condition() {
            if deadline.isOver { throw GLibError(.timedOut(seconds: deadline.seconds)) }
            // Some clients close their end at once, since `store` answers nothing: that alone is no reason to stop.
            if g_get_monotonic_time() - start >= gint64(Self.patience) * 1000, isClientGone() {
                throw GLibError(.clientGone)
            }
            RunningClock.nap { _ = g_main_context_iteration(context, 1) }
        }
    }
}
