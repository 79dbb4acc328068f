import Glibc
import PersonalAccessToken

/// Remembers which warnings were given, so that nobody is given the same one twice a day: in a file of lines, each with
/// the time in seconds since 1970 and what the warning was about. Helpers take turns at it by a lock, since compose
/// starts twenty at once.
///
/// The file holds nothing that matters: without it, or with anything else in it, a warning comes once too often.
struct OncePerDay {
    private static let largest = 1 << 16

    private let directory: String

    /// `nil` when the environment does not say where such a file would be.
    init?(_ environment: [String: String]) {
        guard let path = BaseDirectory.state.path(in: environment) else { return nil }
        directory = path
    }

    /// Notes that `subject` is being warned of at `now`.
    /// - Returns: whether that is the first time in a day.
    func isFirst(_ subject: String, now: UnixTime) -> Bool {
        try? makeDirectories(directory)
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK
        guard let file = try? FileDescriptor(opening: "\(directory)/warned", flags: flags) else { return true }
        let lock = FileLock(file)
        defer { lock.release() }
        // Whoever holds the lock is about to warn; should it be stuck, its warning is not worth waiting for.
        var tries = 0
        let outcome = lock.acquire(.exclusive, pause: 10_000...10_000) {
            tries += 1
            return tries < 50
        }
        guard outcome == .acquired else { return true }

        let new = Warning(time: now.seconds, subject: String(subject.map { $0.isNewline ? " " : $0 }))
        let recent = Self.read(file).filter { $0.isRecent(at: now) }
        if recent.contains(where: { $0.subject.sameBytes(as: new.subject) }) { return false }
        Self.write(recent + [new], to: file)
        return true
    }

    private static func read(_ file: FileDescriptor) -> [Warning] {
        var bytes = [UInt8](repeating: 0, count: largest)
        let count = pread(file.number, &bytes, bytes.count, 0)
        guard count > 0 else { return [] }
        return bytes[..<count].split(separator: UInt8(ascii: "\n")).compactMap(Warning.init)
    }

    private static func write(_ warnings: [Warning], to file: FileDescriptor) {
        let text = warnings.map(\.line).joined()
        guard text.utf8.count <= largest, ftruncate(file.number, 0) == 0 else { return }
        _ = Array(text.utf8).withUnsafeBytes { pwrite(file.number, $0.baseAddress, $0.count, 0) }
    }
}

/// One line of the file.
private struct Warning {
    let time: Int64
    let subject: String

    private static let day: Int64 = 86_400

    init(time: Int64, subject: String) {
        self.time = time
        self.subject = subject
    }

    init?(_ line: ArraySlice<UInt8>) {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, let time = Int64(String(decoding: parts[0], as: UTF8.self)) else { return nil }
        self.time = time
        subject = String(decoding: parts[1], as: UTF8.self)
    }

    var line: String { "\(time) \(subject)\n" }

    /// A time in the future is as good as none: the clock was wrong then.
    func isRecent(at now: UnixTime) -> Bool {
        time <= now.seconds && now.seconds - time < Self.day
    }
}
