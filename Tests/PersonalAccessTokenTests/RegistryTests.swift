import Testing

@testable import PersonalAccessToken

@Suite("Addresses of registries")
struct RegistryTests {
    @Test(
        "Taken apart",
        arguments: [
            ("ghcr.io", "https", "ghcr.io", "ghcr.io", ""),
            ("GHCR.io:443/Owner/", "https", "ghcr.io:443", "ghcr.io", "/Owner/"),
            ("HTTP://localhost:5000", "http", "localhost:5000", "localhost", ""),
            ("https://index.docker.io/v1/", "https", "index.docker.io", "index.docker.io", "/v1/"),
            ("https:/ghcr.io", "https", "https:", "https", "/ghcr.io"),
            ("https://https://ghcr.io", "https", "https:", "https", "//ghcr.io"),
            ("h/a://b", "h/a", "b", "b", ""),
            ("İ.example", "https", "İ.example", "İ.example", ""),
            ("", "https", "", "", ""), ("://", "", "", "", ""), ("/", "https", "", "", "/"),
        ]
    )
    func parts(text: String, scheme: String, authority: String, host: String, path: String) {
        let address = RegistryAddress(text)
        #expect(address.scheme == Array(scheme.utf8))
        #expect(address.isHTTPS == (scheme == "https"))
        #expect(address.authority == Array(authority.utf8))
        #expect(address.host == host)
        #expect(Array(address.path) == Array(path.utf8))
    }

    @Test("No host belongs to two services")
    func distinct() {
        let hosts = RegistryService.allCases.flatMap { $0.registryHosts + $0.otherHosts }
        #expect(Set(hosts).count == hosts.count)
    }
}
