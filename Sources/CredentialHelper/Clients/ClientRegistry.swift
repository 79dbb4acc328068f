import PersonalAccessToken

/// A registry by the names that clients have for it in their configuration.
struct ClientRegistry: Equatable {
    /// Host and port as they were given; `docker.io` for Docker Hub.
    let host: String
    private let isDockerHub: Bool

    /// - Parameter key: the host, also with a scheme, and with the path of the registry's API, as docker had it once:
    ///   `ghcr.io`, `https://index.docker.io/v1/`. `nil` for any other path, such as podman's namespaces, and for the
    ///   entries that docker's web login renews.
    init?(_ key: String) {
        let address = RegistryAddress(key)
        let path = address.path.split(separator: UInt8(ascii: "/"))
        guard !address.authority.isEmpty, !key.contains(where: \.isWhitespace), !key.hasControlCharacter,
            !RegistryIdentity.isWebLogin(key),
            path.isEmpty || path.count == 1 && ["v1", "v2"].contains(String(decoding: path[0], as: UTF8.self))
        else { return nil }
        let authority = String(decoding: address.givenAuthority, as: UTF8.self)
        isDockerHub = RegistryIdentity(authority)?.isDockerHub == true
        host = isDockerHub ? "docker.io" : authority
    }

    static func == (one: ClientRegistry, other: ClientRegistry) -> Bool {
        RegistryIdentity(one.host) == RegistryIdentity(other.host)
    }

    /// Its name in a file of this client's. (docker/cli, `registry.IndexServer`; containers-auth.json(5))
    func key(for client: ClientFile.Client) -> String {
        client == .docker && isDockerHub ? "https://index.docker.io/v1/" : host
    }
}

extension AuthEntry {
    /// The registry that it is for; for an entry of docker's web login, that is Docker Hub. `nil` for a namespace.
    var registry: ClientRegistry? {
        RegistryIdentity.isDockerHubWebLogin(server) ? ClientRegistry("docker.io") : ClientRegistry(server)
    }

    /// By which name a helper has to keep its secret, so that it answers the same requests as before. docker reads a
    /// key such as `https://ghcr.io/v1/` or `http://ghcr.io` for the host in it (docker/cli, `ConvertToHostname`).
    /// - Parameter others: all entries of the file.
    func keptName(among others: [AuthEntry]) -> String {
        guard let registry, !RegistryIdentity.isWebLogin(server),
            RegistryIdentity(server) != RegistryIdentity(registry.host),
            !others.contains(where: { $0.server.sameBytes(as: registry.host) })
        else { return server }
        return registry.host
    }
}
