import CLibsecret
import CredentialHelper
import Glibc

/// The time limit of calls of GIO that block: a thread that does nothing else cancels them when their time is over or
/// nobody wants the answer any longer. GIO's asynchronous forms of these calls start two threads and wake each other
/// for a tenth of a `list`'s time. Only for connecting: a call that a person may be answering must not be cancelled.
final class BlockingCallLimit {
    private let isClientGone: () -> Bool
    /// Not GLib's, in which ThreadSanitizer does not see.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var thread: pthread_t?
    private var watched: WatchedCall?
    private var reason: GLibError?
    private var isStopped = false

    private struct WatchedCall {
        let cancellable: UnsafeMutablePointer<GCancellable>
        let deadline: Deadline
    }

    init(isClientGone: @escaping () -> Bool) {
        self.isClientGone = isClientGone
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(change, &attributes)
        let watch: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { limit in
            Unmanaged<BlockingCallLimit>.fromOpaque(limit!).takeRetainedValue().watch()
            return nil
        }
        // Without a thread, as at a limit on their number, calls go without a limit.
        let reference = Unmanaged.passRetained(self)
        var thread = pthread_t()
        if pthread_create(&thread, nil, watch, reference.toOpaque()) == 0 {
            self.thread = thread
        } else {
            reference.release()
        }
    }

    deinit {
        pthread_cond_destroy(change)
        change.deallocate()
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Runs `body`, which fails when its cancellable is cancelled.
    func call<Answer>(
        until deadline: Deadline,
        _ body: (UnsafeMutablePointer<GCancellable>?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> Answer?
    ) throws(GLibError) -> Answer {
        let cancellable = g_cancellable_new()!
        locked { watched = WatchedCall(cancellable: cancellable, deadline: deadline) }
        defer { g_object_unref(cancellable) }
        var error: UnsafeMutablePointer<GError>?
        let answer = body(cancellable, &error)
        locked { watched = nil }
        if let answer { return answer }
        let failure = GLibError(taking: error)
        throw locked { reason } ?? failure
    }

    /// Ends the thread, which holds on to this object, and waits for its end.
    func stop() {
        locked {
            isStopped = true
            pthread_cond_signal(change)
        }
        if let thread { pthread_join(thread, nil) }
        thread = nil
    }

    private func watch() {
        locked {
            while !isStopped {
                pause()
                guard let watched else { continue }
                if watched.deadline.isOver {
                    reason = GLibError(.timedOut(seconds: watched.deadline.seconds))
                } else if isClientGone() {
                    reason = GLibError(.clientGone)
                }
                if reason != nil { g_cancellable_cancel(watched.cancellable) }
            }
        }
    }

    /// Not sooner than after so long is it worth knowing whether anybody still wants the answer.
    private func pause() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        time.tv_nsec += EventLoop.patience * 1_000_000
        time.tv_sec += time.tv_nsec / 1_000_000_000
        time.tv_nsec %= 1_000_000_000
        if !isStopped { pthread_cond_timedwait(change, mutex, &time) }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}
