import CMalloc
import Foundation

/// What this process has of the system.
enum ThisProcess {
    /// What `malloc` has given out and not got back (mallinfo(3)).
    static var bytesInUse: Int {
        let info = mallinfo2()
        return Int(info.uordblks) + Int(info.hblkhd)
    }

    /// How many threads have no name of their own: GLib names those that it keeps for later.
    static var unnamedThreads: Int {
        get throws {
            let threads = try threads
            let main = threads.first { $0.id == "\(getpid())" }
            return threads.count { $0.name == main?.name }
        }
    }

    static var othersSleep: Bool {
        get throws { try threads.allSatisfy { $0.id == "\(getpid())" || $0.state == "S" } }
    }

    static var sockets: Int {
        get throws {
            let manager = FileManager.default
            return try entries(of: "fd").count {
                // The one with which the entries were read is gone.
                (try? manager.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)"))?.hasPrefix("socket:") == true
            }
        }
    }

    static func wait(until what: String, _ condition: () throws -> Bool) throws {
        let start = Date()
        while try !condition() {
            guard Date().timeIntervalSince(start) < 60 else { throw Failed("waited in vain until \(what)") }
            usleep(10_000)
        }
    }

    private struct Thread {
        let id: String
        let name: Substring
        let state: Substring
    }

    private static var threads: [Thread] {
        get throws {
            try entries(of: "task").compactMap { id in
                // proc_pid_stat(5): the name is in parentheses, and the state follows. None of a thread that has ended.
                guard let stat = text(of: "/proc/self/task/\(id)/stat"), let nameEnd = stat.lastIndex(of: ")") else {
                    return nil
                }
                let name = stat[..<nameEnd].drop { $0 != "(" }
                return Thread(id: id, name: name, state: stat[nameEnd...].dropFirst(2).prefix(1))
            }
        }
    }

    private static func entries(of directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(directory)")
    }

    /// The beginning of a file. Not read by Foundation, which leaks when it reads one whose size it cannot know.
    private static func text(of path: String) -> String? {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 80) { buffer, count in
            count = max(0, read(file, buffer.baseAddress, buffer.count))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
