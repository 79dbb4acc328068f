extension TokenKind {
    /// The table of the kinds, one row each. A new kind is a case of ``TokenKind``, a row here, and its recogniser: a
    /// row of `PrefixedForm` when it has a prefix, else a case in `Classification`.
    var properties: Properties {
        switch self {
        case .dockerPersonalAccessToken:
            Properties(
                name: "Docker personal access token",
                shortName: "Docker PAT",
                issuer: "Docker",
                renewalPage: .page("https://app.docker.com/settings/personal-access-tokens"),
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .dockerOrganizationAccessToken:
            Properties(
                name: "Docker organization access token",
                shortName: "Docker OAT",
                issuer: "Docker",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .dockerLegacyPersonalAccessToken:
            Properties(
                name: "Docker personal access token (old form)",
                shortName: "Docker PAT",
                issuer: "Docker",
                renewalPage: .page("https://app.docker.com/settings/personal-access-tokens"),
                shownEnd: .whenWhole,
                isShortLived: false,
                isFile: false
            )
        case .dockerAccessToken:
            Properties(
                name: "Docker access token",
                shortName: "Docker access token",
                issuer: "Docker",
                renewalPage: nil,
                shownEnd: .whenWhole,
                isShortLived: false,
                isFile: false
            )
        case .githubPersonalAccessToken:
            Properties(
                name: "GitHub personal access token (classic)",
                shortName: "GitHub PAT",
                issuer: "GitHub",
                renewalPage: .servicePage("https://github.com/settings/tokens", of: .github),
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .githubFineGrainedPersonalAccessToken:
            Properties(
                name: "GitHub fine-grained personal access token",
                shortName: "GitHub fine-grained PAT",
                issuer: "GitHub",
                renewalPage: .servicePage("https://github.com/settings/personal-access-tokens", of: .github),
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .githubOAuthAccessToken:
            Properties(
                name: "GitHub OAuth access token",
                shortName: "GitHub OAuth access token",
                issuer: "GitHub",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .githubUserAccessToken:
            Properties(
                name: "GitHub App user access token",
                shortName: "GitHub App user access token",
                issuer: "GitHub",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: true,
                isFile: false
            )
        case .githubInstallationAccessToken:
            Properties(
                name: "GitHub App installation access token",
                shortName: "GitHub App installation access token",
                issuer: "GitHub",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: true,
                isFile: false
            )
        case .githubRefreshToken:
            Properties(
                name: "GitHub App refresh token",
                shortName: "GitHub App refresh token",
                issuer: "GitHub",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .gitlabPersonalAccessToken:
            Properties(
                name: "GitLab personal access token",
                shortName: "GitLab PAT",
                issuer: "GitLab",
                renewalPage: .servicePage("https://gitlab.com/-/user_settings/personal_access_tokens", of: .gitlab),
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .gitlabDeployToken:
            Properties(
                name: "GitLab deploy token",
                shortName: "GitLab deploy token",
                issuer: "GitLab",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .gitlabJobToken:
            Properties(
                name: "GitLab CI/CD job token",
                shortName: "GitLab CI/CD job token",
                issuer: "GitLab",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: true,
                isFile: false
            )
        case .quayRobotToken:
            Properties(
                name: "Quay robot token",
                shortName: "Quay robot token",
                issuer: "Quay",
                renewalPage: nil,
                shownEnd: .whenWhole,
                isShortLived: false,
                isFile: false
            )
        case .quayApplicationToken:
            Properties(
                name: "Quay application token",
                shortName: "Quay application token",
                issuer: "Quay",
                renewalPage: nil,
                shownEnd: .whenWhole,
                isShortLived: false,
                isFile: false
            )
        case .harborRobotSecret:
            Properties(
                name: "Harbor robot secret",
                shortName: "Harbor robot secret",
                issuer: "Harbor",
                renewalPage: nil,
                shownEnd: .never,
                isShortLived: false,
                isFile: false
            )
        case .ecrAuthorizationToken:
            Properties(
                name: "Amazon ECR authorization token",
                shortName: "Amazon ECR token",
                issuer: "Amazon",
                renewalPage: nil,
                shownEnd: .never,
                isShortLived: true,
                isFile: false
            )
        case .acrRefreshToken:
            Properties(
                name: "Azure Container Registry refresh token",
                shortName: "Azure refresh token",
                issuer: "Microsoft",
                renewalPage: nil,
                shownEnd: .whenWhole,
                isShortLived: true,
                isFile: false
            )
        case .acrPassword:
            Properties(
                name: "Azure Container Registry password",
                shortName: "Azure password",
                issuer: "Microsoft",
                renewalPage: nil,
                shownEnd: .whenWhole,
                isShortLived: false,
                isFile: false
            )
        case .googleAccessToken:
            Properties(
                name: "Google access token",
                shortName: "Google access token",
                issuer: "Google",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: true,
                isFile: false
            )
        case .googleServiceAccountKey:
            Properties(
                name: "Google service account key",
                shortName: "Google key",
                issuer: "Google",
                renewalPage: nil,
                shownEnd: .never,
                isShortLived: false,
                isFile: true
            )
        case .jfrogAPIKey:
            Properties(
                name: "JFrog API key",
                shortName: "JFrog API key",
                issuer: "JFrog",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .jfrogReferenceToken:
            Properties(
                name: "JFrog reference token",
                shortName: "JFrog reference token",
                issuer: "JFrog",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .jfrogAccessToken:
            Properties(
                name: "JFrog access token",
                shortName: "JFrog access token",
                issuer: "JFrog",
                renewalPage: nil,
                shownEnd: .whenWhole,
                isShortLived: false,
                isFile: false
            )
        case .npmAccessToken:
            Properties(
                name: "npm access token",
                shortName: "npm access token",
                issuer: "npm",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .digitalOceanPersonalAccessToken:
            Properties(
                name: "DigitalOcean personal access token",
                shortName: "DigitalOcean PAT",
                issuer: "DigitalOcean",
                renewalPage: .page("https://cloud.digitalocean.com/account/api/tokens"),
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .herokuAPIToken:
            Properties(
                name: "Heroku API token",
                shortName: "Heroku API token",
                issuer: "Heroku",
                renewalPage: nil,
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .ngcAPIKey:
            Properties(
                name: "NVIDIA NGC API key",
                shortName: "NVIDIA NGC API key",
                issuer: "NVIDIA",
                renewalPage: .page("https://org.ngc.nvidia.com/setup/api-keys"),
                shownEnd: .afterPrefix,
                isShortLived: false,
                isFile: false
            )
        case .giteaAccessToken:
            Properties(
                name: "Gitea access token",
                shortName: "Gitea access token",
                issuer: "Gitea",
                renewalPage: .path("/user/settings/applications", atHostOf: [.giteaCloud, .codeberg]),
                shownEnd: .whenWhole,
                isShortLived: false,
                isFile: false
            )
        case .cloudsmithAPIKey:
            Properties(
                name: "Cloudsmith API key",
                shortName: "Cloudsmith API key",
                issuer: "Cloudsmith",
                renewalPage: nil,
                shownEnd: .whenWhole,
                isShortLived: false,
                isFile: false
            )
        case .identityToken:
            Properties(
                name: "identity token",
                shortName: "identity token",
                issuer: nil,
                renewalPage: nil,
                shownEnd: .never,
                isShortLived: false,
                isFile: false
            )
        case .jsonWebToken:
            Properties(
                name: "JSON Web Token",
                shortName: "JSON Web Token",
                issuer: nil,
                renewalPage: nil,
                shownEnd: .whenWhole,
                isShortLived: false,
                isFile: false
            )
        case .unknown:
            Properties(
                name: "unknown",
                shortName: "unknown",
                issuer: nil,
                renewalPage: nil,
                shownEnd: .never,
                isShortLived: false,
                isFile: false
            )
        }
    }
}
