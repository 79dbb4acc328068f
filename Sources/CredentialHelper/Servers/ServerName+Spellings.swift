import PersonalAccessToken

/// The names that clients may have stored the same server by. They are a short list, so that a keyring can be asked for
/// all of them at once, however much it keeps:
///
/// - with `https://` or without, with `:443` or without, with one slash at the end or without, the host in lower case
///   or as given: eight names, sixteen when it was given with capitals. Another port or scheme stays as it is. A scheme
///   with capitals is looked for as given, too.
/// - for Docker Hub `index.docker.io/v1/`, `index.docker.io/v1`, `index.docker.io`, `docker.io` and
///   `registry-1.docker.io`, with `https://` or without. For a repository there, its three hosts, with `https://` or
///   without, with one slash at the end or without.
/// - the name with the white space that was given around it.
///
/// A keyring finds exact names only: a host that was stored with capitals is found by the same capitals.
extension ServerName {
    /// The names that mean the same as this one.
    package var otherSpellings: [String] {
        let untrimmed = given.sameBytes(as: text) ? [] : [given]
        return untrimmed + (RegistryIdentity(text).map { spellings(of: $0) } ?? [])
    }

    /// The names that a `get` for this one may answer from when nothing is kept under its own, in groups of equally
    /// good ones, best group first: the names that mean the same, then those of each shorter path, by component.
    package var alternatives: [[String]] {
        [otherSpellings] + (RegistryIdentity(text)?.parents.map { spellings(of: $0) } ?? [])
    }

    private static let dockerHub = [
        "index.docker.io/v1/", "index.docker.io/v1", "index.docker.io", "docker.io", "registry-1.docker.io",
    ]

    /// The spellings of this name's identity, or of a parent's; this name itself is not one of them.
    private func spellings(of identity: RegistryIdentity) -> [String] {
        let given = RegistryAddress(text).givenScheme
        let withCapitals = given.isEmpty || given.elementsEqual(identity.scheme) ? [] : [given]
        let schemes =
            (identity.isHTTPS ? [""] : [])
            + ([identity.scheme[...]] + withCapitals).map { String(decoding: $0, as: UTF8.self) + "://" }
        let addresses = identity.isDockerHub ? Self.dockerHub : addresses(of: identity)
        return schemes.flatMap { scheme in addresses.map { scheme + $0 } }.filter { name in
            // Put together they might mean something else: `index.docker.io/v1` is no path on Docker Hub.
            RegistryIdentity(name) == identity && !name.sameBytes(as: text)
        }
    }

    private func addresses(of identity: RegistryIdentity) -> [String] {
        let path = identity.path.map { "/" + String(decoding: $0, as: UTF8.self) }.joined()
        let endings = identity.path.last?.isEmpty == true ? ["/"] : ["", "/"]
        return authorities(of: identity).flatMap { authority in endings.map { authority + path + $0 } }
    }

    private func authorities(of identity: RegistryIdentity) -> [String] {
        if identity.isOnDockerHub { return RegistryService.dockerHub.registryHosts }
        // Without the port that is no part of the identity.
        let given = RegistryAddress(text).givenAuthority.prefix(identity.authority.count)
        let hosts = given.elementsEqual(identity.authority) ? [given] : [identity.authority[...], given]
        let ports = identity.isHTTPS && !identity.hasPort ? ["", ":443"] : [""]
        return hosts.flatMap { host in ports.map { String(decoding: host, as: UTF8.self) + $0 } }
    }
}
