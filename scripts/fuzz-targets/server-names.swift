@testable import CredentialHelper

/// Names, one a line: which of them may answer for which.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let names = input.split(separator: UInt8(ascii: "\n"), maxSplits: 3).compactMap { line in
        try? ServerName(String(decoding: line, as: UTF8.self))
    }
    for one in names {
        precondition(means(one, same: one))
        for other in names {
            checkPair(one, and: other)
            for third in names where means(one, same: other) && means(other, same: third) { precondition(means(one, same: third)) }
        }
    }
    return 0
}

private func means(_ one: ServerName, same other: ServerName) -> Bool {
    !one.equivalents(among: [other.text]).isEmpty
}

private func checkPair(_ one: ServerName, and other: ServerName) {
    precondition(means(one, same: other) == means(other, same: one))
    let steps = one.matches(among: [other.text])
    precondition(steps.count <= 1)
    if means(one, same: other), RegistryIdentity(one.text) != nil { precondition(steps == [[other.text]]) }
    // The names to the letter aside, nobody answers who is not at the same place.
    if !steps.isEmpty || (means(one, same: other) && !one.text.sameBytes(as: other.text)) {
        precondition(Place(one.text) == Place(other.text))
    }
    if RegistryIdentity.isWebLogin(one.text) {
        precondition(steps.isEmpty && means(one, same: other) == one.text.sameBytes(as: other.text))
    }
}

/// Scheme, host and port of a name, found in another way than the helper does.
private struct Place: Equatable {
    let scheme: String
    let authority: [UInt8]

    init(_ name: String) {
        let bytes = Array(name.utf8)
        let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
        let hasScheme = bytes.count >= colon + 3 && bytes[colon..<colon + 3].elementsEqual("://".utf8)
        scheme = hasScheme ? Place.lowercased(bytes[..<colon]).map { "\($0) " }.joined() : Place.https
        let rest = hasScheme ? bytes[(colon + 3)...] : bytes[...]
        var authority = Place.lowercased(rest.prefix { $0 != UInt8(ascii: "/") })
        if scheme == Place.https, authority.reversed().starts(with: ":443".utf8.reversed()) { authority.removeLast(4) }
        let hub = ["docker.io", "index.docker.io", "registry-1.docker.io"].contains { authority == Array($0.utf8) }
        self.authority = scheme == Place.https && hub ? Array("docker.io".utf8) : authority
    }

    private static let https = "https".utf8.map { "\($0) " }.joined()

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    }
}
