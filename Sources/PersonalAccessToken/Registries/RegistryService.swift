/// A public service that runs a registry and issues tokens for it. This is the one list of their hosts.
package enum RegistryService: CaseIterable {
    case dockerHub
    case github
    case gitlab
    case cloudsmith
    /// Gitea's own service.
    case giteaCloud
    /// A service that runs Forgejo, which descends from Gitea and has the same tokens and pages.
    case codeberg

    /// The hosts of its registry. More than one are names of the same registry, the first of them its usual one.
    package var registryHosts: [String] {
        switch self {
        case .dockerHub: ["docker.io", Self.dockerIndexHost, "registry-1.docker.io"]
        case .github: ["ghcr.io"]
        case .gitlab: ["registry.gitlab.com"]
        case .cloudsmith: ["docker.cloudsmith.io"]
        case .giteaCloud: ["gitea.com"]
        case .codeberg: ["codeberg.org"]
        }
    }

    /// Further hosts of the service, where the same tokens are used. They are not its registry: a credential that is
    /// kept for one of them answers for no other host.
    var otherHosts: [String] {
        switch self {
        case .dockerHub: ["hub.docker.com"]
        case .github: ["docker.pkg.github.com", "github.com"]
        case .gitlab: ["gitlab.com"]
        case .cloudsmith, .giteaCloud, .codeberg: []
        }
    }

    /// The host in the name that the docker client keeps Docker Hub's credential by: `https://index.docker.io/v1/`.
    package static let dockerIndexHost = "index.docker.io"

    /// The service whose tokens are used at `registry`, an address as clients write it; `nil` for any other.
    init?(usedAt registry: String) {
        let host = RegistryAddress(registry).host
        let service = Self.allCases.first { $0.registryHosts.contains(host) || $0.otherHosts.contains(host) }
        guard let service else { return nil }
        self = service
    }
}
