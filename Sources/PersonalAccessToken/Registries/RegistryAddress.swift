/// A registry's address as clients write it: `ghcr.io`, `localhost:5000`, `https://index.docker.io/v1/`.
///
/// Its parts are bytes: Swift's strings would take two hosts for one that differ in Unicode composition only. Schemes
/// and hosts are in lower case, since they compare without case, in ASCII (RFC 3986, section 6.2.2.1; RFC 4343).
package struct RegistryAddress {
    /// What stands before `://`; `https` when there is none, as clients take it.
    package let scheme: [UInt8]
    /// The same as it was given; empty when there is none.
    package let givenScheme: ArraySlice<UInt8>
    /// Host and port, as far as there are any: all before the first `/`.
    package let authority: [UInt8]
    /// The same as it was given.
    package let givenAuthority: ArraySlice<UInt8>
    /// The rest, from its first `/` on; empty when there is none.
    package let path: ArraySlice<UInt8>

    private static let https = Array("https".utf8)

    package init(_ text: String) {
        var rest = Array(text.utf8)[...]
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[colon...].starts(with: "://".utf8) {
            givenScheme = rest[..<colon]
            scheme = givenScheme.map { $0.lowercasedASCII }
            rest = rest[(colon + 3)...]
        } else {
            givenScheme = []
            scheme = Self.https
        }
        let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        givenAuthority = rest[..<slash]
        authority = givenAuthority.map { $0.lowercasedASCII }
        path = rest[slash...]
    }

    package var isHTTPS: Bool { scheme == Self.https }

    /// The authority without the port.
    package var host: String { String(decoding: authority.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self) }
}
