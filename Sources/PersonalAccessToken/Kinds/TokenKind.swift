/// What a token is: who issued it, and in which form.
///
/// Few issuers publish the forms of their tokens. Most of these are taken from the rules of two secret scanners,
/// [gitleaks](https://github.com/gitleaks/gitleaks) and [trufflehog](https://github.com/trufflesecurity/trufflehog),
/// whose rule or detector is named.
///
/// The raw values do not change, and may be stored: a kind is encoded as its raw value, and decoding throws for one
/// that this version does not know. There may be more kinds in a later version, so a `switch` in another package
/// needs `@unknown default`.
@nonexhaustive
public enum TokenKind: String, CaseIterable, Codable, Hashable, Sendable {
    /// `dckr_pat_` and 27 characters of base64url (trufflehog, `dockerhub/v2`). No checksum is documented.
    case dockerPersonalAccessToken
    /// `dckr_oat_` and characters of base64url: trufflehog says 32, an example in the documentation of Docker Hub's
    /// API has 27, so any number of them passes.
    case dockerOrganizationAccessToken
    /// A lower-case UUID (trufflehog, `dockerhub/v1`): only for Docker Hub, since every other system has UUIDs too.
    case dockerLegacyPersonalAccessToken
    /// The JWT that docker's own web login keeps and renews by itself; its `iss` is `https://login.docker.com/`.
    case dockerAccessToken

    /// `ghp_`, 30 characters of base62 and their checksum in 6 (GitHub, "Behind GitHub's new authentication token
    /// formats"). There may be longer ones some day (GitHub, "Authentication token format updates are generally
    /// available"), which are not judged.
    case githubPersonalAccessToken
    /// `github_pat_` and 82 characters of base62 and `_` (gitleaks, `github-fine-grained-pat`). No checksum is
    /// published. GitHub's container registry does not take this kind (docs.github.com, "Working with the Container
    /// registry").
    case githubFineGrainedPersonalAccessToken
    /// `gho_`, otherwise as ``githubPersonalAccessToken``.
    case githubOAuthAccessToken
    /// `ghu_`, otherwise as ``githubPersonalAccessToken``, or as the new form of ``githubInstallationAccessToken``.
    case githubUserAccessToken
    /// `ghs_`, otherwise as ``githubPersonalAccessToken``; since April 2026 also `ghs_`, the app's number, `_` and a
    /// JWT. Any other form is not judged.
    case githubInstallationAccessToken
    /// `ghr_`, otherwise as ``githubPersonalAccessToken``. Any other form is not judged: the examples in GitHub's
    /// documentation ("Refreshing user access tokens") are longer.
    case githubRefreshToken

    /// `glpat-`, and 20 characters of base64url or GitLab's routable form, which ends in a checksum (GitLab's source,
    /// `lib/authn/token_field`). A routable token of another version than `01` is not judged, since its form is not
    /// published. An instance may have another prefix.
    case gitlabPersonalAccessToken
    /// `gldt-`, otherwise as ``gitlabPersonalAccessToken``.
    case gitlabDeployToken
    /// `glcbt-`, and a partition number of 1 to 5 characters, `_` and 20 characters of base64url (gitleaks,
    /// `gitlab-cicd-job-token`), or a JWT.
    case gitlabJobToken

    /// 64 of `A-Z0-9`; the user name is `organization+robot` (Red Hat, "Creating a robot account").
    case quayRobotToken
    /// 120 of `A-Z0-9`; the user name is `$app`.
    case quayApplicationToken
    /// 32 characters, or 8 to 128 that somebody chose; the user name begins with `robot$` (Harbor, "Create System Robot
    /// Accounts").
    case harborRobotSecret

    /// Base64 of a JSON object with `expiration`; the user name is `AWS`. Lasts 12 hours (AWS, GetAuthorizationToken).
    case ecrAuthorizationToken
    /// A JWT whose `iss` is "Azure Container Registry" and whose `grant_type` is `refresh_token`; the user name is
    /// the UUID of zeros.
    case acrRefreshToken
    /// 42 characters of base64, `+ACR` and 6 of base62 (trufflehog, `azurecontainerregistry`).
    case acrPassword
    /// Opaque; the user name is `oauth2accesstoken` (Google, "Configure authentication to Artifact Registry").
    case googleAccessToken
    /// A file of JSON, or the same in base64; the user name is `_json_key` or `_json_key_base64` (Google, "Configure
    /// authentication to Artifact Registry").
    case googleServiceAccountKey

    /// `AKCp` and 69 characters of base62 (gitleaks, `artifactory-api-key`).
    case jfrogAPIKey
    /// 64 characters: base64 of `reftkn:01:`, the expiry in seconds since 1970 with ten digits, `:` and 27 characters
    /// (gitleaks has its length and beginning, `artifactory-reference-token`). Zeros mean that it does not expire. What
    /// it encodes is not published, so no other contents are a flaw.
    case jfrogReferenceToken
    /// A JWT whose `iss` names a service of JFrog: `jfac@…`, `jfrt@…`, `jffe@…`.
    case jfrogAccessToken

    /// `npm_`, otherwise as ``githubPersonalAccessToken``.
    case npmAccessToken
    /// `dop_v1_` and 64 lower-case hexadecimal digits (gitleaks, `digitalocean-pat`).
    case digitalOceanPersonalAccessToken
    /// `HRKU-AA` and 58 characters of base64url (gitleaks, `heroku-api-key-v2`).
    case herokuAPIToken
    /// `nvapi-` and 64 characters of base64url (trufflehog, `nvapi`); the user name is `$oauthtoken`.
    case ngcAPIKey
    /// 40 lower-case hexadecimal digits: only for registries known to run Gitea or Forgejo.
    case giteaAccessToken
    /// 40 lower-case hexadecimal digits: only for the registry of Cloudsmith.
    case cloudsmithAPIKey

    /// What a registry's authorization server issued to docker, which keeps it with the user name `<token>`. Opaque,
    /// but often a JWT.
    case identityToken
    /// A JWT (RFC 7519) of another issuer.
    case jsonWebToken
    /// None of these: a password, or a token that does not say what it is.
    case unknown
}
