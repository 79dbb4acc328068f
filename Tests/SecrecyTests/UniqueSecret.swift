import Foundation
import TestSupport

/// A secret made for one test, unlike anything else that may be found, and the search for it.
struct UniqueSecret {
    let text = "needle" + UUID().uuidString.filter { $0 != "-" } + "end"

    /// What a client writes to `store`.
    var request: String { DockerCredential(server: "ghcr.io", username: "u", secret: text).json }

    /// How often it occurs in `data`, whole or but for its ends.
    func count(in data: Data) -> Int {
        let pattern = Array(text.utf8.dropFirst(4).dropLast(4))
        return data.withUnsafeBytes { bytes in
            var count = 0
            var rest = bytes[...]
            // By the C library's functions: there are whole memories to go through.
            while rest.count >= pattern.count, let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                let candidate = memchr(start, Int32(pattern[0]), rest.count)
            {
                rest = rest.dropFirst(start.distance(to: UnsafeRawPointer(candidate)))
                if rest.count >= pattern.count, memcmp(candidate, pattern, pattern.count) == 0 { count += 1 }
                rest = rest.dropFirst()
            }
            return count
        }
    }

    func count(in text: String) -> Int { count(in: Data(text.utf8)) }
    func count(inFile path: String) throws -> Int { try count(in: Data(contentsOf: URL(fileURLWithPath: path))) }
}
