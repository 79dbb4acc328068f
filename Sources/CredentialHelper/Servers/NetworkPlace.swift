import PersonalAccessToken

/// The host by which a registry is reached on the network.
package struct NetworkPlace: Equatable {
    /// `https` or `http` where the name says so.
    package let scheme: String?
    /// Host, and port if it has one, in lower case.
    package let authority: String

    /// What Docker Hub's registry is called there, whatever name its credential is kept by.
    private static let dockerHub = "registry-1.docker.io"

    /// - Parameter server: as a client stores it; a path does not matter.
    /// - Returns: `nil` for what is no registry, such as the entries that docker's web login renews by itself.
    package init?(_ server: String) {
        guard let identity = RegistryIdentity(server) else { return nil }
        let address = RegistryAddress(server)
        scheme = !address.givenScheme.isEmpty ? String(decoding: address.scheme, as: UTF8.self) : nil
        let isDockerHub = identity.isOnDockerHub
        authority = isDockerHub ? Self.dockerHub : String(decoding: identity.authority, as: UTF8.self)
    }
}
