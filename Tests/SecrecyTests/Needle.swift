import Foundation

/// A secret made for one test, of a kind that nothing else looks like, and the search for it.
struct Needle {
    let text: String

    init() {
        text = "needle" + UUID().uuidString.filter { $0 != "-" } + "end"
    }

    /// What a client writes to `store`.
    func request(_ server: String = "ghcr.io") -> String {
        #"{"ServerURL":"\#(server)","Username":"u","Secret":"\#(text)"}"#
    }

    /// How often it is in `haystack`, whole or but for its ends.
    func count(in haystack: Data) -> Int {
        let pattern = Array(text.utf8.dropFirst(4).dropLast(4))
        return haystack.withUnsafeBytes { bytes in
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
