import Glibc
import PersonalAccessToken

/// Remembers of what was warned when, so that nobody hears the same twice a day: a file of lines, each the time in
/// seconds since 1970 and what it was about. Helpers take turns at it by a lock, since compose starts twenty at once.
///
/// The file holds nothing that matters: without it, or with anything else in it, a warning comes once too often.
struct WarningState {
    private static let day: Int64 = 86_400
    private static let largest = 1 << 16

    private let directory: String

    init?(_ environment: [String: String]) {
        guard let path = BaseDirectory.state.path(in: environment) else { return nil }
        directory = path
    }

    /// Notes that `subject` is being warned of at `now`.
    /// - Returns: whether that is the first time in a day.
    func isFirstToday(_ subject: String, now: UnixTime) -> Bool {
        try? makeDirectories(directory)
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK
        guard let file = try? FileDescriptor(opening: "\(directory)/warned", flags: flags) else { return true }
        let lock = FileLock(file)
        defer { lock.release() }
        // Whoever holds the lock is about to warn; should it be stuck, its warning is not worth waiting for.
        var tries = 1
        let outcome = lock.acquire(.exclusive, pause: 10_000...10_000) {
            tries += 1
            return tries <= 50
        }
        guard outcome == .acquired else { return true }

        var fresh = recentLines(file.number, now: now)
        let subject = String(subject.map { $0.isNewline ? " " : $0 })
        if fresh.contains(where: { $0.subject.sameBytes(as: subject) }) { return false }
        fresh.append((now.seconds, subject))
        write(fresh, to: file.number)
        return true
    }

    /// The lines of the last day. A time in the future is as good as none: the clock was wrong then.
    private func recentLines(_ descriptor: Int32, now: UnixTime) -> [(time: Int64, subject: String)] {
        var bytes = [UInt8](repeating: 0, count: Self.largest)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return [] }
        return bytes[..<count].split(separator: UInt8(ascii: "\n")).compactMap { line in
            let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
            guard parts.count == 2, let time = Int64(String(decoding: parts[0], as: UTF8.self)),
                time <= now.seconds, now.seconds - time < Self.day
            else { return nil }
            return (time, String(decoding: parts[1], as: UTF8.self))
        }
    }

    private func write(_ lines: [(time: Int64, subject: String)], to descriptor: Int32) {
        let text = lines.map { "\($0.time) \($0.subject)\n" }.joined()
        guard text.utf8.count <= Self.largest, ftruncate(descriptor, 0) == 0 else { return }
        _ = Array(text.utf8).withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }
}
