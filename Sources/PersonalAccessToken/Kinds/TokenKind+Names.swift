extension TokenKind {
    /// What people call it, such as "Docker personal access token".
    public var name: String {
        switch self {
        case .dockerPersonalAccessToken: "Docker personal access token"
        case .dockerOrganizationAccessToken: "Docker organization access token"
        case .dockerLegacyPersonalAccessToken: "Docker personal access token (old form)"
        case .dockerAccessToken: "Docker access token"
        case .githubPersonalAccessToken: "GitHub personal access token (classic)"
        case .githubFineGrainedPersonalAccessToken: "GitHub fine-grained personal access token"
        case .githubOAuthAccessToken: "GitHub OAuth access token"
        case .githubUserAccessToken: "GitHub App user access token"
        case .githubInstallationAccessToken: "GitHub App installation access token"
        case .githubRefreshToken: "GitHub App refresh token"
        case .gitlabPersonalAccessToken: "GitLab personal access token"
        case .gitlabDeployToken: "GitLab deploy token"
        case .gitlabJobToken: "GitLab CI/CD job token"
        case .quayRobotToken: "Quay robot token"
        case .quayApplicationToken: "Quay application token"
        case .harborRobotSecret: "Harbor robot secret"
        case .ecrAuthorizationToken: "Amazon ECR authorization token"
        case .acrRefreshToken: "Azure Container Registry refresh token"
        case .acrPassword: "Azure Container Registry password"
        case .googleAccessToken: "Google access token"
        case .googleServiceAccountKey: "Google service account key"
        case .jfrogAPIKey: "JFrog API key"
        case .jfrogReferenceToken: "JFrog reference token"
        case .jfrogAccessToken: "JFrog access token"
        case .npmAccessToken: "npm access token"
        case .digitalOceanPersonalAccessToken: "DigitalOcean personal access token"
        case .herokuAPIToken: "Heroku API token"
        case .ngcAPIKey: "NVIDIA NGC API key"
        case .giteaAccessToken: "Gitea access token"
        case .cloudsmithAPIKey: "Cloudsmith API key"
        case .identityToken: "identity token"
        case .jsonWebToken: "JSON Web Token"
        case .unknown: "unknown"
        }
    }

    /// Who issues such tokens, such as "Docker"; nothing when that may be anybody.
    public var issuer: String? {
        switch self {
        case .dockerPersonalAccessToken, .dockerOrganizationAccessToken, .dockerLegacyPersonalAccessToken,
            .dockerAccessToken:
            "Docker"
        case .githubPersonalAccessToken, .githubFineGrainedPersonalAccessToken, .githubOAuthAccessToken,
            .githubUserAccessToken, .githubInstallationAccessToken, .githubRefreshToken:
            "GitHub"
        case .gitlabPersonalAccessToken, .gitlabDeployToken, .gitlabJobToken: "GitLab"
        case .quayRobotToken, .quayApplicationToken: "Quay"
        case .harborRobotSecret: "Harbor"
        case .ecrAuthorizationToken: "Amazon"
        case .acrRefreshToken, .acrPassword: "Microsoft"
        case .googleAccessToken, .googleServiceAccountKey: "Google"
        case .jfrogAPIKey, .jfrogReferenceToken, .jfrogAccessToken: "JFrog"
        case .npmAccessToken: "npm"
        case .digitalOceanPersonalAccessToken: "DigitalOcean"
        case .herokuAPIToken: "Heroku"
        case .ngcAPIKey: "NVIDIA"
        case .giteaAccessToken: "Gitea"
        case .cloudsmithAPIKey: "Cloudsmith"
        case .identityToken, .jsonWebToken, .unknown: nil
        }
    }
}

extension TokenKind: CustomStringConvertible {
    /// The same as ``name``.
    public var description: String { name }
}
