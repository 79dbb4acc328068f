import PersonalAccessToken
import Testing

/// Every kind, from a whole token of it.
struct Example: Sendable, CustomTestStringConvertible {
    let kind: TokenKind
    let secret: String
    var username: String?
    var registry: String?
    var expiry = Expiry.unknown
    /// What the masked form shows before `…`; `nil` when the masked form is `…` alone.
    var prefix: String?

    var testDescription: String { "\(kind)" }
}

private let inTheFuture = Expiry.at(UnixTime(seconds: 1_900_000_000))

let examples: [Example] = [
    Example(kind: .dockerPersonalAccessToken, secret: Fixture.dockerPAT, prefix: "dckr_pat_"),
    Example(kind: .dockerPersonalAccessToken, secret: "dckr_pat_" + Fixture.characters(25) + "-_", prefix: "dckr_pat_"),
    Example(kind: .dockerOrganizationAccessToken, secret: "dckr_oat_" + Fixture.characters(32), prefix: "dckr_oat_"),
    Example(kind: .dockerOrganizationAccessToken, secret: "dckr_oat_" + Fixture.characters(27), prefix: "dckr_oat_"),
    Example(
        kind: .dockerLegacyPersonalAccessToken,
        secret: "12345678-9abc-def0-1234-56789abcdef0",
        registry: "https://index.docker.io/v1/",
        prefix: ""
    ),
    Example(
        kind: .dockerAccessToken,
        secret: Fixture.jwt(#"{"iss":"https://login.docker.com/","exp":1900000000}"#),
        expiry: inTheFuture,
        prefix: ""
    ),
    Example(kind: .githubPersonalAccessToken, secret: Fixture.gitHubPAT, prefix: "ghp_"),
    Example(
        kind: .githubPersonalAccessToken,
        secret: "ghp_" + "QdwULL38u41vs1OcAjhKqcaSZ9W63r" + "0Zu4ln",
        prefix: "ghp_"
    ),
    Example(
        kind: .githubFineGrainedPersonalAccessToken,
        secret: "github_pat_" + Fixture.characters(22) + "_" + Fixture.characters(59),
        prefix: "github_pat_"
    ),
    Example(
        kind: .githubOAuthAccessToken,
        secret: "gho_" + Fixture.gitHubBody + Fixture.gitHubChecksum,
        prefix: "gho_"
    ),
    Example(kind: .githubUserAccessToken, secret: "ghu_" + Fixture.gitHubBody + Fixture.gitHubChecksum, prefix: "ghu_"),
    Example(
        kind: .githubInstallationAccessToken,
        secret: "ghs_" + Fixture.gitHubBody + Fixture.gitHubChecksum,
        prefix: "ghs_"
    ),
    Example(
        kind: .githubInstallationAccessToken,
        secret: "ghs_123456_" + Fixture.jwt(#"{"exp":1900000000}"#),
        expiry: inTheFuture,
        prefix: "ghs_"
    ),
    Example(kind: .githubUserAccessToken, secret: "ghu_1_" + Fixture.jwt("{}"), prefix: "ghu_"),
    Example(kind: .githubRefreshToken, secret: "ghr_" + Fixture.gitHubBody + Fixture.gitHubChecksum, prefix: "ghr_"),
    Example(kind: .githubRefreshToken, secret: Fixture.gitHubRefresh, prefix: "ghr_"),
    Example(kind: .gitlabPersonalAccessToken, secret: "glpat-" + Fixture.characters(20), prefix: "glpat-"),
    Example(kind: .gitlabPersonalAccessToken, secret: Fixture.gitLabRoutable(prefix: "glpat-"), prefix: "glpat-"),
    Example(kind: .gitlabDeployToken, secret: "gldt-" + Fixture.characters(20), prefix: "gldt-"),
    Example(kind: .gitlabDeployToken, secret: Fixture.gitLabRoutable(prefix: "gldt-"), prefix: "gldt-"),
    Example(kind: .gitlabJobToken, secret: "glcbt-" + "64_" + Fixture.characters(20), prefix: "glcbt-"),
    Example(
        kind: .gitlabJobToken,
        secret: "glcbt-" + Fixture.jwt(#"{"exp":1900000000}"#),
        expiry: inTheFuture,
        prefix: "glcbt-"
    ),
    Example(
        kind: .quayRobotToken,
        secret: Fixture.characters(64, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
        username: "octo.org+build_1",
        prefix: ""
    ),
    Example(
        kind: .quayApplicationToken,
        secret: Fixture.characters(120, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
        username: "$app",
        prefix: ""
    ),
    Example(kind: .harborRobotSecret, secret: Fixture.characters(32), username: "robot$library+ci"),
    Example(kind: .ecrAuthorizationToken, secret: Fixture.ecr(), username: "AWS", expiry: inTheFuture),
    Example(kind: .ecrAuthorizationToken, secret: Fixture.ecr(), expiry: inTheFuture),
    Example(
        kind: .acrRefreshToken,
        secret: Fixture.jwt(
            #"{"iss":"Azure Container Registry","grant_type":"refresh_token","exp":1900000000}"#
        ),
        username: "00000000-0000-0000-0000-000000000000",
        expiry: inTheFuture,
        prefix: ""
    ),
    Example(
        kind: .acrPassword,
        secret: Fixture.characters(40) + "+/" + "+ACR" + "aB3dE6",
        username: "octo",
        prefix: ""
    ),
    Example(kind: .googleAccessToken, secret: "ya29." + Fixture.characters(150), prefix: "ya29."),
    Example(kind: .googleAccessToken, secret: Fixture.characters(150), username: "oauth2accesstoken"),
    Example(
        kind: .googleServiceAccountKey,
        secret: "{\n  \"type\": \"service_account\",\n  \"private_key\": \"-----\\n\"\n}\n",
        username: "_json_key"
    ),
    Example(kind: .googleServiceAccountKey, secret: "ewog\nICJ0\n", username: "_json_key_base64"),
    Example(kind: .jfrogAPIKey, secret: "AKCp" + Fixture.characters(69), prefix: "AKCp"),
    Example(
        kind: .jfrogReferenceToken,
        secret: Fixture.jfrogReference("1900000000"),
        expiry: inTheFuture,
        prefix: "cmVmdGtuOjAxOj"
    ),
    Example(
        kind: .jfrogReferenceToken,
        secret: Fixture.jfrogReference("0000000000"),
        expiry: .never,
        prefix: "cmVmdGtuOjAxOj"
    ),
    Example(
        kind: .jfrogAccessToken,
        secret: Fixture.jwt(#"{"iss":"jfac@01gvgpzpv8","exp":1900000000}"#),
        expiry: inTheFuture,
        prefix: ""
    ),
    Example(kind: .npmAccessToken, secret: "npm_" + Fixture.gitHubBody + Fixture.gitHubChecksum, prefix: "npm_"),
    Example(
        kind: .digitalOceanPersonalAccessToken,
        secret: "dop_v1_" + Fixture.characters(64, of: "0123456789abcdef"),
        prefix: "dop_v1_"
    ),
    Example(kind: .herokuAPIToken, secret: "HRKU-AA" + Fixture.characters(58), prefix: "HRKU-AA"),
    Example(
        kind: .ngcAPIKey,
        secret: "nvapi-" + Fixture.characters(62) + "-_",
        username: "$oauthtoken",
        prefix: "nvapi-"
    ),
    Example(
        kind: .giteaAccessToken,
        secret: Fixture.characters(40, of: "0123456789abcdef"),
        registry: "codeberg.org",
        prefix: ""
    ),
    Example(
        kind: .cloudsmithAPIKey,
        secret: Fixture.characters(40, of: "0123456789abcdef"),
        registry: "docker.cloudsmith.io",
        prefix: ""
    ),
    Example(kind: .identityToken, secret: Fixture.characters(80), username: "<token>"),
    Example(
        kind: .identityToken,
        secret: Fixture.jwt(#"{"exp":1900000000}"#),
        username: "<token>",
        expiry: inTheFuture
    ),
    Example(
        kind: .jsonWebToken,
        secret: Fixture.jwt(#"{"iss":"https://octo.example","exp":1900000000}"#),
        expiry: inTheFuture,
        prefix: ""
    ),
    Example(
        kind: .jsonWebToken,
        secret: Fixture.jwt(#"{"iss":"harbor-token-defaultIssuer","exp":1900000000}"#),
        username: "robot$ci",
        expiry: inTheFuture,
        prefix: ""
    ),
    Example(kind: .unknown, secret: Fixture.characters(42) + "+ACR" + Fixture.characters(400)),
    Example(kind: .unknown, secret: "correct horse battery staple"),
]

private let unusualJWTs = [
    #"{ "alg": "none" }"#, "{\n\"alg\":\"HS256\"}", "{\r\n \"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}",
]

@Suite("Kinds of token")
struct TokenKindTests {
    @Test("A whole token is recognised and found whole", arguments: examples)
    func whole(_ example: Example) throws {
        let token = Token(inspecting: example.secret, username: example.username, registry: example.registry)
        #expect(token.kind == example.kind)
        #expect(token.flaw == nil)
        #expect(token.expiry == example.expiry)
        #expect(token.masked == (example.prefix.map { $0 + "…" + example.secret.suffix(4) } ?? "…"))
        try token.validate(at: UnixTime(seconds: 1_800_000_000))
    }

    @Test(
        "Of a password in a token's place nothing is shown",
        arguments: [
            ("$app", "correct horse battery"), ("oauth2accesstoken", "hunter2hunter2hunter2"),
            ("a+b", "hunter2hunter2hunter2"),
        ]
    )
    func passwordInstead(username: String, password: String) {
        #expect(Token(inspecting: password, username: username).masked == "…")
    }

    @Test("A JWT may have white space in its header, as the example of RFC 7515, appendix A.1", arguments: unusualJWTs)
    func whiteSpaceInHeader(header: String) {
        let token = Token(inspecting: Fixture.jwt(header: header, #"{"exp":1900000000}"#))
        #expect(token.kind == .jsonWebToken)
        #expect(token.flaw == nil)
        #expect(token.expiry == inTheFuture)
    }

    @Test("Every kind has an example")
    func complete() {
        #expect(Set(examples.map(\.kind)) == Set(TokenKind.allCases))
    }

    @Test(
        "What could be anything is unknown",
        arguments: [
            ("12345678-9abc-def0-1234-56789abcdef0", nil, nil),
            ("12345678-9abc-def0-1234-56789abcdef0", "octo", "ghcr.io"),
            ("12345678-9ABC-DEF0-1234-56789ABCDEF0", nil, "docker.io"),
            ("12345678-9abc-def0-1234-56789abcdef", nil, "docker.io"),
            (Fixture.characters(40, of: "0123456789abcdef"), nil, nil),
            (Fixture.characters(40, of: "0123456789abcdef"), nil, "registry.example"),
            (Fixture.characters(64, of: "ABCDEFGHIJ"), "octo", nil),
            (Fixture.characters(64, of: "ABCDEFGHIJ"), "octo+spam@mail.example", nil),
            ("hunter2", "octo+robot", "quay.io"),
            ("hunter2", "AWS", nil),
            (Fixture.characters(84), "$oauthtoken", "nvcr.io"),
            (Fixture.characters(32), nil, "harbor.example"),
            ("hunter2", "00000000-0000-0000-0000-000000000000", nil),
            ("AKCpassword", nil, nil),
            ("eyJust a password", nil, nil),
            ("eyJ.a", nil, nil),
            (Fixture.jwt("{}") + ".a.b", nil, nil),
            ("e30.e30.e30", nil, nil),
            ("", "octo", "docker.io"),
        ] as [(String, String?, String?)]
    )
    func unknown(secret: String, username: String?, registry: String?) {
        let token = Token(inspecting: secret, username: username, registry: registry)
        #expect(token.kind == .unknown)
        #expect(token.expiry == .unknown)
        #expect(token.masked == "…")
    }
}
