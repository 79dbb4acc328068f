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
        let pattern = Data(text.utf8.dropFirst(4).dropLast(4))
        var count = 0
        var rest = haystack.startIndex..<haystack.endIndex
        while let found = haystack.range(of: pattern, in: rest) {
            count += 1
            rest = found.upperBound..<haystack.endIndex
        }
        return count
    }

    func count(in text: String) -> Int { count(in: Data(text.utf8)) }
    func count(inFile path: String) throws -> Int { try count(in: Data(contentsOf: URL(fileURLWithPath: path))) }
}
