import PersonalAccessToken

/// What of a server name tells one registry from another.
///
/// The rule, in full: names mean the same when they differ only in the host's case, in `https://` or no scheme,
/// in `:443` or no port, in one trailing slash or none; and for Docker Hub `docker.io`, `index.docker.io`,
/// `registry-1.docker.io` and `https://index.docker.io/v1/` are one. A name with `http://`, another port or another
/// host is another registry. (Of the names that mean the same, a keyring is asked for those in `ServerName+Spellings`.)
/// The entries that docker's web login renews by itself (`…/v1/access-token`,
/// `…/v1/refresh-token`) have no identity: they are what they are to the letter. Nor has a name with a control
/// character in it, which no registry has, and which programs might take for different ones.
///
/// Everything is compared as bytes: Swift's strings would take two hosts for one that differ in Unicode composition.
struct RegistryIdentity: Equatable {
    let scheme: [UInt8]
    let authority: [UInt8]
    private(set) var path: [ArraySlice<UInt8>]
    let isHTTPS: Bool

    private static let dockerHub = RegistryService.dockerHub.registryHosts.map { Array($0.utf8) }
    private static let dockerIndex = Array(RegistryService.dockerIndexHost.utf8)
    private static let github = RegistryService.github.registryHosts.map { Array($0.utf8) }
    private static let webLogin = ["access-token", "refresh-token"].map { Array($0.utf8)[...] }
    private static let version1 = Array("v1".utf8)[...]
    private static let defaultPort = Array(":443".utf8)
    /// In bytes, host included: `RepositoryNameTotalLengthMax` of github.com/distribution/reference.
    private static let longestRepositoryName = 255

    init?(_ name: String) {
        if name.hasControlCharacter { return nil }
        let address = RegistryAddress(name)
        scheme = address.scheme
        isHTTPS = address.isHTTPS
        var authority = address.authority
        if isHTTPS, authority.suffix(4).elementsEqual(Self.defaultPort) { authority.removeLast(4) }
        guard !authority.isEmpty else { return nil }

        // What stands before the first slash is no part of the path.
        let parts = address.path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        var path = Array(parts.dropFirst())
        if path.last?.isEmpty == true { path.removeLast() }
        if Self.isWebLogin(name) { return nil }

        if isHTTPS, Self.dockerHub.contains(authority) {
            if authority == Self.dockerIndex, path == [Self.version1] { path = [] }
            authority = Self.dockerHub[0]
        }
        self.authority = authority
        self.path = path
    }

    /// Whether it is Docker Hub's registry, or a repository there.
    var isOnDockerHub: Bool { isHTTPS && authority == Self.dockerHub[0] }
    var isDockerHub: Bool { isOnDockerHub && path.isEmpty }
    var isGitHub: Bool { isHTTPS && Self.github.contains(authority) }

    /// Whether the authority names a port. The colons of an IPv6 address are in brackets.
    var hasPort: Bool {
        let host = authority.lastIndex(of: UInt8(ascii: "]")) ?? authority.startIndex
        return authority[host...].contains(UInt8(ascii: ":"))
    }

    /// Whether the name is one of the entries that docker's web login renews by itself.
    static func isWebLogin(_ name: String) -> Bool {
        let ending = name.utf8.split(separator: UInt8(ascii: "/")).suffix(2).map { Array($0)[...] }
        return ending.count == 2 && ending[0] == version1 && webLogin.contains(ending[1])
    }

    /// Whether it is one of the two of Docker Hub, to the letter: docker looks for no other spelling.
    static func isDockerHubWebLogin(_ name: String) -> Bool {
        ["access-token", "refresh-token"].contains { name.sameBytes(as: "https://index.docker.io/v1/\($0)") }
    }

    /// The registry and the paths on it that this one is below, the longest first. Those that are longer than any
    /// repository's name are left out, so that a name without end is not asked for step by step.
    var parents: [RegistryIdentity] {
        var parents: [RegistryIdentity] = []
        var parent = self
        parent.path = []
        var length = authority.count
        for component in path {
            parents.append(parent)
            parent.path.append(component)
            length += component.count + 1
            if length > Self.longestRepositoryName { break }
        }
        return parents.reversed()
    }
}
