import CredentialHelper

/// The threads in which KeePassXC saves: those of Qt's thread pool, as `/proc` shows them (proc(5)). Nothing on the bus
/// tells when it has saved.
struct SavingThreads {
    private let folder: String

    init(ofProcess pid: UInt32) {
        folder = "/proc/\(pid)/task"
    }

    /// Whether one of them runs, or would if there were a processor for it, or waits for the disk. Where the process is
    /// not shown, as to one in a container, nothing is known of them: no.
    var areBusy: Bool { FileAccess.names(inDirectory: folder).contains(where: isBusy) }

    /// By the beginning of its `stat`: `4711 (Thread (pooled)) R`.
    private func isBusy(_ thread: String) -> Bool {
        let stat = FileAccess.text(ofFile: "\(folder)/\(thread)/stat", limit: 4096)
        return ["R", "D"].contains { state in stat?.hasPrefix("\(thread) (Thread (pooled)) \(state) ") == true }
    }
}
