import CredentialHelper
import PersonalAccessToken

/// Where a request goes: a URL of https, or of http on this machine (RFC 3986). There is no other way to name a place,
/// so that no token can cross the network in the clear.
struct WebAddress: Equatable {
    let text: String
    let isHTTPS: Bool
    /// Host and port, as far as there is one, in lower case.
    let authority: String
    /// From the first `/` on, without a query.
    let path: String
    /// Whether it has a query already.
    let hasQuery: Bool

    /// - Parameter text: the whole URL. One with white space, a control character, a fragment or a user in it is none.
    init(_ text: String) throws(OnlineError) {
        let address = RegistryAddress(text)
        let authority = String(decoding: address.authority, as: UTF8.self)
        guard !address.givenScheme.isEmpty, text.utf8.allSatisfy(Self.isOfURL), Self.isAuthority(authority) else {
            throw .notAHost
        }
        let scheme = String(decoding: address.scheme, as: UTF8.self)
        guard scheme == "https" || scheme == "http" else { throw .notAHost }
        isHTTPS = scheme == "https"
        self.authority = authority
        self.text = text
        let parts = address.path.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = String(decoding: parts.first ?? [], as: UTF8.self)
        hasQuery = parts.count > 1
        guard isHTTPS || isOnThisMachine else { throw .insecure(host: authority) }
    }

    /// - Parameter path: with its `/`; in a URL's own characters.
    init(https authority: String, path: String) throws(OnlineError) {
        try self.init("https://\(authority)\(path)")
    }

    /// The same place with more of a query, whose values may be any text.
    func adding(query: KeyValuePairs<String, String>) throws(OnlineError) -> WebAddress {
        // Without a path a query would be read as a piece of the host's name.
        var text = path.isEmpty ? "\(text)/" : text
        var mark = hasQuery ? "&" : "?"
        for (name, value) in query {
            text += "\(mark)\(name)=\(PercentEncoding.text(value))"
            mark = "&"
        }
        return try WebAddress(text)
    }

    /// Another path at the same host.
    func at(_ path: String) throws(OnlineError) -> WebAddress {
        try WebAddress("\(isHTTPS ? "https" : "http")://\(authority)\(path)")
    }

    /// Whether requests to it do not leave this machine. (docker reaches such registries by http, too.)
    var isOnThisMachine: Bool { Self.isLoopback(authority) }

    /// Whether a host, with a port or without, is this machine: `localhost`, `[::1]`, or 127.0.0.0/8 (RFC 6890).
    static func isLoopback(_ authority: String) -> Bool {
        if authority == "[::1]" || authority.hasPrefix("[::1]:") { return true }
        let host = authority.prefix { $0 != ":" }
        if host == "localhost" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127"
            && numbers.allSatisfy { number in
                number.utf8.count <= 3 && number.utf8.allSatisfy(\.isASCIIDigit) && Int(number).map { $0 < 256 } == true
            }
    }

    /// Whether a port is said after the host, which may be an address of IPv6 in brackets.
    static func hasPort(_ authority: String) -> Bool {
        authority.utf8.reversed().prefix { $0 != UInt8(ascii: "]") }.contains(UInt8(ascii: ":"))
    }

    private static func isOfURL(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"\"<>\\^`{|}#".utf8.contains(byte)
    }

    /// Whether the text is a host, which may be an address of IPv6 in brackets, and a port or none.
    private static func isAuthority(_ text: String) -> Bool {
        let (host, port): (Substring, Substring)
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return false }
            (host, port) = (text[...end], text[text.index(after: end)...])
            guard host.utf8.dropFirst().dropLast().allSatisfy({ ":.".utf8.contains($0) || $0.isHexadecimal }) else {
                return false
            }
        } else {
            let end = text.firstIndex(of: ":") ?? text.endIndex
            (host, port) = (text[..<end], text[end...])
            let isName = host.utf8.allSatisfy { $0.isASCIIDigit || $0.isSmallLetter || ".-_".utf8.contains($0) }
            guard isName, host.first != "." else { return false }
        }
        guard !host.isEmpty else { return false }
        return port.isEmpty
            || port.utf8.first == UInt8(ascii: ":") && port.utf8.dropFirst().allSatisfy(\.isASCIIDigit)
                && UInt16(port.dropFirst()) != nil
    }
}

extension UInt8 {
    fileprivate var isSmallLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    fileprivate var isHexadecimal: Bool { isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self) }
}
