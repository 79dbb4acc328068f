import CLibsecret
import CredentialHelper
import Glibc

/// Ends calls of GIO that block, when their time is over or nobody wants the answer any longer, from a thread that
/// does nothing else. GIO's asynchronous forms of these calls start two threads and wake each other for a tenth of a
/// `list`'s time. Only for connecting: a call that a person may be answering must not be cancelled.
final class Watchman {
    private let isAbandoned: () -> Bool
    /// Not GLib's, in which ThreadSanitizer does not see.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var watched: (cancellable: UnsafeMutablePointer<GCancellable>, deadline: Deadline)?
    private var reason: CallError?
    private var isDismissed = false

    /// In microseconds. Not sooner than after so long is it worth knowing whether anybody still wants the answer.
    private static let pause: UInt32 = 200_000

    init(isAbandoned: @escaping () -> Bool) {
        self.isAbandoned = isAbandoned
        pthread_mutex_init(mutex, nil)
        var thread = pthread_t()
        var detached = pthread_attr_t()
        pthread_attr_init(&detached)
        pthread_attr_setdetachstate(&detached, Int32(PTHREAD_CREATE_DETACHED))
        let watch: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { watchman in
            Unmanaged<Watchman>.fromOpaque(watchman!).takeRetainedValue().watch()
            return nil
        }
        _ = pthread_create(&thread, &detached, watch, Unmanaged.passRetained(self).toOpaque())
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Runs `body`, which fails when its cancellable is cancelled.
    func call<Answer>(
        until deadline: Deadline,
        _ body: (UnsafeMutablePointer<GCancellable>?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> Answer?
    ) throws(CallError) -> Answer {
        let cancellable = g_cancellable_new()!
        locked { watched = (cancellable, deadline) }
        defer { g_object_unref(cancellable) }
        var error: UnsafeMutablePointer<GError>?
        let answer = body(cancellable, &error)
        locked { watched = nil }
        if let answer { return answer }
        let failure = CallError(taking: error)
        throw locked { reason } ?? failure
    }

    /// Lets the thread go, some time.
    func dismiss() {
        locked { isDismissed = true }
    }

    private func watch() {
        while !locked({ isDismissed }) {
            usleep(Self.pause)
            locked {
                guard let watched else { return }
                if watched.deadline.isOver {
                    reason = CallError(.unreachable(.silent(seconds: watched.deadline.seconds)))
                } else if isAbandoned() {
                    reason = CallError(.abandoned)
                }
                if reason != nil { g_cancellable_cancel(watched.cancellable) }
            }
        }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}
