/// A form of token that begins with a prefix made for being recognised.
struct PrefixedForm {
    /// What follows the prefix.
    enum Body {
        /// So many characters of an alphabet.
        case characters(Alphabet, count: Int)
        /// One character of an alphabet at least.
        case anyNumber(of: Alphabet)
        /// 30 characters of base62 and their checksum; more characters are no flaw.
        case gitHub
        /// The same, or an app's number, `_` and a JWT; or of another form, since not all are published.
        case gitHubOrOther
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
    /// How long a secret with the prefix must be to be taken for such a token: more than 0 where the prefix is no more
    /// than a few letters, with which a password may begin too.
    let minimumLength: Int

    private init(_ prefix: StaticString, kind: TokenKind, body: Body, minimumLength: Int = 0) {
        self.prefix = prefix
        self.kind = kind
        self.body = body
        self.minimumLength = minimumLength
    }

    /// The form that `text` has, or was meant to have.
    static func matching(_ text: Span<UInt8>) -> PrefixedForm? {
        all.first { text.count >= $0.minimumLength && text.starts(with: $0.prefix) }
    }

    private static let all = [
        PrefixedForm("dckr_pat_", kind: .dockerPersonalAccessToken, body: .characters(.base64URL, count: 27)),
        PrefixedForm("dckr_oat_", kind: .dockerOrganizationAccessToken, body: .anyNumber(of: .base64URL)),
        PrefixedForm("ghp_", kind: .githubPersonalAccessToken, body: .gitHub),
        PrefixedForm("github_pat_", kind: .githubFineGrainedPersonalAccessToken, body: .characters(.word, count: 82)),
        PrefixedForm("gho_", kind: .githubOAuthAccessToken, body: .gitHub),
        PrefixedForm("ghu_", kind: .githubUserAccessToken, body: .gitHubOrOther),
        PrefixedForm("ghs_", kind: .githubInstallationAccessToken, body: .gitHubOrOther),
        PrefixedForm("ghr_", kind: .githubRefreshToken, body: .gitHubOrOther),
        PrefixedForm("glpat-", kind: .gitlabPersonalAccessToken, body: .gitLab),
        PrefixedForm("gldt-", kind: .gitlabDeployToken, body: .gitLab),
        PrefixedForm("glcbt-", kind: .gitlabJobToken, body: .gitLabJob),
        PrefixedForm("ya29.", kind: .googleAccessToken, body: .opaque),
        PrefixedForm("AKCp", kind: .jfrogAPIKey, body: .characters(.base62, count: 69), minimumLength: 37),
        PrefixedForm(JFrogReferenceToken.prefix, kind: .jfrogReferenceToken, body: .jfrogReference),
        PrefixedForm("npm_", kind: .npmAccessToken, body: .gitHub),
        PrefixedForm(
            "dop_v1_",
            kind: .digitalOceanPersonalAccessToken,
            body: .characters(.lowerCaseHexadecimal, count: 64)
        ),
        PrefixedForm("HRKU-AA", kind: .herokuAPIToken, body: .characters(.base64URL, count: 58)),
        PrefixedForm("nvapi-", kind: .ngcAPIKey, body: .characters(.base64URL, count: 64)),
    ]
}
