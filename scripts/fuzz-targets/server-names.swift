@testable import CredentialHelper

/// Names, one a line: which of them may answer for which.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let names = input.split(separator: UInt8(ascii: "\n"), maxSplits: 3).compactMap { line in
        try? ServerName(String(decoding: line, as: UTF8.self))
    }
    for name in names {
        checkSpellings(of: name)
        checkParents(of: name)
        for other in names { checkPair(name, and: other) }
    }
    return 0
}

/// The names by which a keyring is asked for this one, as bytes: Swift's strings would take two for one that differ in
/// Unicode composition.
private func spellings(of name: ServerName) -> Set<[UInt8]> {
    Set(([name.text] + name.otherSpellings).map { Array($0.utf8) })
}

private func checkSpellings(of name: ServerName) {
    let names = spellings(of: name)
    // The name with the white space around it, and those with three schemes, two hosts, two ports and two endings.
    precondition(names.count == 1 + name.otherSpellings.count && names.count <= 1 + 3 * 2 * 2 * 2)
    for text in name.otherSpellings where !text.sameBytes(as: name.given) {
        precondition(!RegistryIdentity.isWebLogin(name.text) && Place(text) == Place(name.text))
        precondition(RegistryIdentity(text) == RegistryIdentity(name.text))
        // What means the same as a spelling means the same as this name.
        guard let spelling = try? ServerName(text), spelling.text.sameBytes(as: text) else { continue }
        precondition(spellings(of: spelling).isSubset(of: names))
    }
}

private func checkParents(of name: ServerName) {
    precondition(name.alternatives[0] == name.otherSpellings && name.alternatives.count <= 1 + 256)
    for text in name.alternatives.dropFirst().joined() {
        precondition(Place(text) == Place(name.text) && !RegistryIdentity.isWebLogin(text))
    }
}

/// Names that mean the same have spellings in common, but for what no host is called.
private func checkPair(_ one: ServerName, and other: ServerName) {
    guard let identity = RegistryIdentity(one.text), identity == RegistryIdentity(other.text),
        !identity.authority.reversed().starts(with: ":443".utf8.reversed())
    else { return }
    precondition(!spellings(of: one).isDisjoint(with: spellings(of: other)))
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
