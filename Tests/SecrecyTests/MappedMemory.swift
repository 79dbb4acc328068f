import Foundation

/// The memory of another process, as root sees it.
enum MappedMemory {
    /// How often the secret is in what the process has mapped (proc(5), /proc/PID/maps and /proc/PID/mem).
    static func count(of secret: UniqueSecret, inProcess pid: Int32) throws -> Int {
        let memory = open("/proc/\(pid)/mem", O_RDONLY | O_CLOEXEC)
        guard memory >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        defer { close(memory) }
        var count = 0
        for line in try String(contentsOfFile: "/proc/\(pid)/maps", encoding: .utf8).split(separator: "\n") {
            let fields = line.split(separator: " ")
            let bounds = fields[0].split(separator: "-").compactMap { UInt(String($0), radix: 16) }
            // A secret is where something could be written. The largest areas are a sanitizer's bookkeeping.
            guard fields[1].hasPrefix("rw"), bounds[1] - bounds[0] < 1 << 26 else { continue }
            var bytes = Data(count: Int(bounds[1] - bounds[0]))
            let read = bytes.withUnsafeMutableBytes { pread(memory, $0.baseAddress, $0.count, off_t(bounds[0])) }
            if read > 0 { count += secret.count(in: bytes.prefix(read)) }
        }
        return count
    }
}
