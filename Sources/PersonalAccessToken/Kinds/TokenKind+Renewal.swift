extension TokenKind {
    /// The address of the page where a person makes a new token of this kind; nothing when there is none, or when it
    /// is not known for sure.
    ///
    /// - Parameter registry: The registry that the token is for, such as `ghcr.io`. GitHub's and GitLab's tokens also
    ///   come from servers of one's own, whose pages are elsewhere. Without a registry the public service is meant.
    public func renewalPage(forRegistry registry: String? = nil) -> String? {
        let service = registry.flatMap(RegistryService.init(usedAt:))
        switch self {
        case .dockerPersonalAccessToken, .dockerLegacyPersonalAccessToken:
            return "https://app.docker.com/settings/personal-access-tokens"
        case .githubPersonalAccessToken where registry == nil || service == .github:
            return "https://github.com/settings/tokens"
        case .githubFineGrainedPersonalAccessToken where registry == nil || service == .github:
            return "https://github.com/settings/personal-access-tokens"
        case .gitlabPersonalAccessToken where registry == nil || service == .gitlab:
            return "https://gitlab.com/-/user_settings/personal_access_tokens"
        case .digitalOceanPersonalAccessToken:
            return "https://cloud.digitalocean.com/account/api/tokens"
        case .ngcAPIKey:
            return "https://org.ngc.nvidia.com/setup/api-keys"
        case .giteaAccessToken:
            switch service {
            case .giteaCloud: return "https://gitea.com/user/settings/applications"
            case .codeberg: return "https://codeberg.org/user/settings/applications"
            default: return nil
            }
        default:
            return nil
        }
    }
}
