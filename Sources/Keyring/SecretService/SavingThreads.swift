import CredentialHelper
import Glibc

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
        guard let file = try? FileDescriptor(opening: "\(folder)/\(thread)/stat", flags: O_RDONLY) else { return false }
        defer { file.close() }
        let stat = try? file.readToEnd(limit: 4096).expose { String(decoding: $0, as: UTF8.self) }
        return ["R", "D"].contains { state in stat?.hasPrefix("\(thread) (Thread (pooled)) \(state) ") == true }
    }
}
