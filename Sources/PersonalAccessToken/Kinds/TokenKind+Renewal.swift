extension TokenKind {
    /// The address of the page where a person makes a new token of this kind; nothing when there is none, or when it
    /// is not known for sure.
    ///
    /// - Parameter registry: The registry that the token is for, such as `ghcr.io`. GitHub's and GitLab's tokens also
    ///   come from servers of one's own, whose pages are elsewhere. Without a registry the public service is meant.
    public func renewalPage(forRegistry registry: String? = nil) -> String? {
        let host = registry.map(RegistryHost.init)
        switch self {
        case .dockerPersonalAccessToken, .dockerLegacyPersonalAccessToken:
            return "https://app.docker.com/settings/personal-access-tokens"
        case .githubPersonalAccessToken where host?.isGitHub != false:
            return "https://github.com/settings/tokens"
        case .githubFineGrainedPersonalAccessToken where host?.isGitHub != false:
            return "https://github.com/settings/personal-access-tokens"
        case .gitlabPersonalAccessToken where host?.isGitLab != false:
            return "https://gitlab.com/-/user_settings/personal_access_tokens"
        case .digitalOceanPersonalAccessToken:
            return "https://cloud.digitalocean.com/account/api/tokens"
        case .ngcAPIKey:
            return "https://org.ngc.nvidia.com/setup/api-keys"
        case .giteaAccessToken:
            return host?.giteaHost.map { "https://\($0)/user/settings/applications" }
        default:
            return nil
        }
    }
}
