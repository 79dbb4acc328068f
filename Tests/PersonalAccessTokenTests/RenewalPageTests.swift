import PersonalAccessToken
import Testing

@Suite("Pages to renew a token")
struct RenewalPageTests {
    @Test(
        "The page of the service, where it is known for sure",
        arguments: [
            (TokenKind.dockerPersonalAccessToken, nil, "https://app.docker.com/settings/personal-access-tokens"),
            (
                .dockerLegacyPersonalAccessToken, "https://index.docker.io/v1/",
                "https://app.docker.com/settings/personal-access-tokens"
            ),
            (.githubPersonalAccessToken, nil, "https://github.com/settings/tokens"),
            (.githubPersonalAccessToken, "GHCR.io", "https://github.com/settings/tokens"),
            (.githubPersonalAccessToken, "containers.github.example", nil),
            (.githubFineGrainedPersonalAccessToken, "ghcr.io", "https://github.com/settings/personal-access-tokens"),
            (.githubInstallationAccessToken, "ghcr.io", nil),
            (
                .gitlabPersonalAccessToken, "https://registry.gitlab.com:443/group/project",
                "https://gitlab.com/-/user_settings/personal_access_tokens"
            ),
            (.gitlabPersonalAccessToken, "registry.gitlab.example", nil),
            (.gitlabDeployToken, "registry.gitlab.com", nil),
            (.giteaAccessToken, "codeberg.org", "https://codeberg.org/user/settings/applications"),
            (.giteaAccessToken, nil, nil),
            (.unknown, "docker.io", nil),
            (.jsonWebToken, nil, nil),
        ] as [(TokenKind, String?, String?)]
    )
    func page(kind: TokenKind, registry: String?, page: String?) {
        #expect(kind.renewalPage(forRegistry: registry) == page)
    }
}
