import Glibc

/// The same for many things at a time, each in a thread of its own, since libcurl's calls wait. (Swift's concurrency
/// would be a tenth of the program, and of no use to the verbs that clients call.)
final class SideBySide<Element, Result> {
    /// How many are under way at a time.
    private static var widest: Int { 8 }

    private let elements: [Element]
    private let transform: (Element) -> Result
    private var results: [Result?]
    private var next = 0
    private var done = 0
    private var lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// - Parameters:
    ///   - progress: called by this thread with how many are done, whenever that changes and at least each second.
    ///   - transform: called by several threads at once: nothing that it uses may be changed by another.
    static func map(
        _ elements: [Element],
        progress: (Int) -> Void,
        _ transform: @escaping (Element) -> Result
    ) -> [Result] {
        SideBySide(elements, transform).run(progress: progress)
    }

    private init(_ elements: [Element], _ transform: @escaping (Element) -> Result) {
        self.elements = elements
        self.transform = transform
        results = Array(repeating: nil, count: elements.count)
        pthread_mutex_init(lock, nil)
        pthread_cond_init(change, nil)
    }

    deinit {
        pthread_cond_destroy(change)
        pthread_mutex_destroy(lock)
        change.deallocate()
        lock.deallocate()
    }

    private func run(progress: (Int) -> Void) -> [Result] {
        var threads: [pthread_t] = []
        for _ in 0..<min(Self.widest, elements.count) {
            if let thread = startThread() { threads.append(thread) }
        }
        // Where the system gives no threads, it takes longer.
        if threads.isEmpty { work() }
        waitForEnd(progress: progress)
        for thread in threads { pthread_join(thread, nil) }
        return results.compactMap(\.self)
    }

    private func startThread() -> pthread_t? {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Worker { self.work() })
        let failure = pthread_create(
            &thread,
            nil,
            { context in
                Unmanaged<Worker>.fromOpaque(context!).takeRetainedValue().work()
                return nil
            },
            context.toOpaque()
        )
        guard failure == 0 else {
            context.release()
            return nil
        }
        return thread
    }

    private func work() {
        while let index = take() {
            let result = transform(elements[index])
            locked {
                results[index] = result
                done += 1
                pthread_cond_signal(change)
            }
        }
    }

    private func take() -> Int? {
        locked {
            guard next < elements.count else { return nil }
            next += 1
            return next - 1
        }
    }

    private func waitForEnd(progress: (Int) -> Void) {
        var seen = locked { done }
        while seen < elements.count {
            progress(seen)
            seen = locked {
                if done == seen {
                    var end = timespec()
                    clock_gettime(CLOCK_REALTIME, &end)
                    end.tv_sec += 1
                    pthread_cond_timedwait(change, lock, &end)
                }
                return done
            }
        }
    }

    private func locked<Value>(_ body: () -> Value) -> Value {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return body()
    }
}

/// What a thread does.
private final class Worker {
    let work: () -> Void

    init(_ work: @escaping () -> Void) {
        self.work = work
    }
}
