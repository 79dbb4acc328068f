/// A form of token that begins with a prefix made for being recognised.
struct PrefixedForm {
    /// What follows the prefix.
    enum Body {
        /// So many characters of an alphabet.
        case characters(Alphabet, count: Int)
        /// One character of an alphabet at least.
        case anyNumber(of: Alphabet)
        /// 30 characters of base62 and their checksum.
        case gitHub
        /// The same, or an app's number, `_` and a JWT.
        case gitHubOrJWT
        /// The same as `gitHub`, or 70 characters of base62 and their checksum.
        case gitHubRefresh
        /// 20 characters of base64url, or the routable form.
        case gitLab
        /// A partition, `_` and 20 characters of base64url, or a JWT.
        case gitLabJob
        case jfrogReference
        case opaque
    }

    let prefix: StaticString
    let kind: TokenKind
    let body: Body
    /// The length from which on a secret with the prefix is taken for such a token: more than nothing where the
    /// prefix is no more than a few letters, with which a password may begin too.
    let leastLength: Int

    private init(_ prefix: StaticString, _ kind: TokenKind, _ body: Body, leastLength: Int = 0) {
        self.prefix = prefix
        self.kind = kind
        self.body = body
        self.leastLength = leastLength
    }

    /// The form that `text` has, or was meant to have.
    static func of(_ text: Span<UInt8>) -> PrefixedForm? {
        all.first { text.count >= $0.leastLength && text.starts(with: $0.prefix) }
    }

    private static let all = [
        PrefixedForm("dckr_pat_", .dockerPersonalAccessToken, .characters(.base64URL, count: 27)),
        PrefixedForm("dckr_oat_", .dockerOrganizationAccessToken, .anyNumber(of: .base64URL)),
        PrefixedForm("ghp_", .githubPersonalAccessToken, .gitHub),
        PrefixedForm("github_pat_", .githubFineGrainedPersonalAccessToken, .characters(.word, count: 82)),
        PrefixedForm("gho_", .githubOAuthAccessToken, .gitHub),
        PrefixedForm("ghu_", .githubUserAccessToken, .gitHubOrJWT),
        PrefixedForm("ghs_", .githubInstallationAccessToken, .gitHubOrJWT),
        PrefixedForm("ghr_", .githubRefreshToken, .gitHubRefresh),
        PrefixedForm("glpat-", .gitlabPersonalAccessToken, .gitLab),
        PrefixedForm("gldt-", .gitlabDeployToken, .gitLab),
        PrefixedForm("glcbt-", .gitlabJobToken, .gitLabJob),
        PrefixedForm("ya29.", .googleAccessToken, .opaque),
        PrefixedForm("AKCp", .jfrogAPIKey, .characters(.base62, count: 69), leastLength: 37),
        PrefixedForm(JFrogReferenceToken.prefix, .jfrogReferenceToken, .jfrogReference),
        PrefixedForm("npm_", .npmAccessToken, .gitHub),
        PrefixedForm("dop_v1_", .digitalOceanPersonalAccessToken, .characters(.lowerCaseHexadecimal, count: 64)),
        PrefixedForm("HRKU-AA", .herokuAPIToken, .characters(.base64URL, count: 58)),
        PrefixedForm("nvapi-", .ngcAPIKey, .characters(.base64URL, count: 64)),
    ]
}
