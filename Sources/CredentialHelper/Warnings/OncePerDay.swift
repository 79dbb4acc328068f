import Glibc
import PersonalAccessToken

/// Remembers which warnings were given, so that nobody is given the same one twice a day: in a file, whose text is
/// `GivenWarnings`. Helpers take turns at it by a lock, since compose starts twenty at once.
///
/// The file holds nothing that matters: without it, or with anything else in it, a warning comes once too often.
struct OncePerDay {
    private static let largest = 1 << 16

    private let directory: String

    /// `nil` when the environment does not say where such a file would be.
    init?(_ environment: [String: String]) {
        guard let path = try? BaseDirectory.state.path(in: environment) else { return nil }
        directory = path
    }

    /// Notes that `subject` is being warned of at `now`.
    /// - Returns: whether that is the first time in a day.
    func isFirst(_ subject: String, now: UnixTime) -> Bool {
        let path = "\(directory)/warned"
        guard FileOwner.foreignDirectory(of: path) == nil else { return true }
        try? makeDirectories(directory)
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK
        guard let file = try? FileDescriptor(opening: path, flags: flags) else { return true }
        let lock = FileLock(file)
        defer { lock.release() }
        // Whoever holds the lock is about to warn; should it be stuck, its warning is not worth waiting for.
        var tries = 0
        let outcome = lock.acquire(.exclusive, pause: 10_000...10_000) {
            tries += 1
            return tries < 50
        }
        // Without locks on the file system it is kept all the same: at worst two come at once, or one too many.
        if outcome == .givenUp { return true }

        var warnings = GivenWarnings(Self.read(file))
        guard warnings.isFirst(subject, now: now) else { return false }
        Self.write(warnings.text, to: file)
        return true
    }

    private static func read(_ file: FileDescriptor) -> ArraySlice<UInt8> {
        var bytes = [UInt8](repeating: 0, count: largest)
        let count = pread(file.number, &bytes, bytes.count, 0)
        return bytes[..<max(count, 0)]
    }

    private static func write(_ text: String, to file: FileDescriptor) {
        guard text.utf8.count <= largest, ftruncate(file.number, 0) == 0 else { return }
        _ = Array(text.utf8).withUnsafeBytes { pwrite(file.number, $0.baseAddress, $0.count, 0) }
    }
}
