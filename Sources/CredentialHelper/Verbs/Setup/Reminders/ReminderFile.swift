import Glibc

/// A unit file in the place where `setup` writes its own.
struct ReminderFile {
    let path: String
    /// `nil` when there is none, or none that can be read.
    let text: String?

    init(_ path: String) {
        self.path = path
        text = FileAccess.text(ofFile: path, limit: 1 << 16)
    }

    /// Whether `setup` has written it.
    var isOwn: Bool { text?.hasPrefix(ReminderUnits.mark) == true }

    /// Whether something else is there.
    var isForeign: Bool {
        var status = stat()
        return lstat(path, &status) == 0 && !isOwn
    }
}
