import Glibc

/// A unit file in the place where `setup` writes its own.
struct ReminderFile {
    let path: String
    /// `nil` when there is none, or none that can be read.
    let text: String?

    init(_ path: String) {
        self.path = path
        guard let file = try? FileDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK) else {
            text = nil
            return
        }
        defer { file.close() }
        text = try? file.readToEnd(limit: 1 << 16).expose { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether `setup` has written it.
    var isOwn: Bool { text?.hasPrefix(ReminderUnits.mark) == true }

    /// Whether something else is there.
    var isForeign: Bool {
        var status = stat()
        return lstat(path, &status) == 0 && !isOwn
    }
}
