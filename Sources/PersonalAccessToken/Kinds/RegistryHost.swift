/// The host of a registry, as evidence of who issued a token.
struct RegistryHost: Equatable {
    /// In lower case, without the port.
    let name: String

    /// Takes the address of a registry as clients write it: `ghcr.io`, `localhost:5000`,
    /// `https://index.docker.io/v1/`.
    init(_ registry: String) {
        var rest = registry.utf8[...]
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[colon...].starts(with: "://".utf8) {
            rest = rest[colon...].dropFirst(3)
        }
        let host = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") }
        name = String(decoding: host.map { $0.lowercasedASCII }, as: UTF8.self)
    }

    var isDockerHub: Bool {
        ["docker.io", "index.docker.io", "registry-1.docker.io", "hub.docker.com"].contains(name)
    }

    var isGitHub: Bool { ["ghcr.io", "docker.pkg.github.com", "github.com"].contains(name) }

    var isGitLab: Bool { ["registry.gitlab.com", "gitlab.com"].contains(name) }

    var isCloudsmith: Bool { name == "docker.cloudsmith.io" }

    /// The name, if a public service runs Gitea or its descendant Forgejo there.
    var giteaHost: String? { ["gitea.com", "codeberg.org"].contains(name) ? name : nil }
}
