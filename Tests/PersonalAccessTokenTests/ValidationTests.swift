import PersonalAccessToken
import Testing

struct Flaw: Sendable, CustomTestStringConvertible {
    let what: String
    let secret: String
    let kind: TokenKind
    let error: Token.ValidationError
    var username: String?

    var testDescription: String { what }
}

private let flaws: [Flaw] = [
    Flaw(what: "empty", secret: "", kind: .unknown, error: .empty),
    Flaw(what: "only white space", secret: " \t\r\n", kind: .unknown, error: .empty),
    Flaw(
        what: "a newline after it",
        secret: Fixture.dockerPAT + "\n",
        kind: .dockerPersonalAccessToken,
        error: .surroundingWhiteSpace(leading: 0, trailing: 1)
    ),
    Flaw(
        what: "white space around it",
        secret: "  " + Fixture.gitHubPAT + "\r\n",
        kind: .githubPersonalAccessToken,
        error: .surroundingWhiteSpace(leading: 2, trailing: 2)
    ),
    Flaw(
        what: "a byte order mark before it, a no-break space after it",
        secret: "\u{FEFF}" + Fixture.dockerPAT + "\u{A0}",
        kind: .dockerPersonalAccessToken,
        error: .surroundingWhiteSpace(leading: 3, trailing: 2)
    ),
    Flaw(
        what: "a password with white space after it",
        secret: "correct horse\u{2003}\u{200B}",
        kind: .unknown,
        error: .surroundingWhiteSpace(leading: 0, trailing: 6)
    ),
    Flaw(
        what: "a control character in a token",
        secret: "dckr_pat_ab\u{1B}[31m",
        kind: .dockerPersonalAccessToken,
        error: .controlCharacter(position: 11)
    ),
    Flaw(what: "NUL", secret: "pass\0word", kind: .unknown, error: .controlCharacter(position: 4)),
    Flaw(what: "DEL", secret: "\u{7F}", kind: .unknown, error: .controlCharacter(position: 0)),
    Flaw(
        what: "C1 after characters of more than one byte",
        secret: "pässwörd\u{9B}x",
        kind: .unknown,
        error: .controlCharacter(position: 8)
    ),
    Flaw(
        what: "a Docker token that is cut",
        secret: String(Fixture.dockerPAT.dropLast(6)),
        kind: .dockerPersonalAccessToken,
        error: .tooShort(length: 30, minimum: 36)
    ),
    Flaw(
        what: "a Docker token pasted twice",
        secret: Fixture.dockerPAT + Fixture.dockerPAT,
        kind: .dockerPersonalAccessToken,
        error: .tooLong(length: 72, maximum: 36)
    ),
    Flaw(
        what: "a prefix alone",
        secret: "dckr_oat_",
        kind: .dockerOrganizationAccessToken,
        error: .tooShort(length: 9, minimum: 10)
    ),
    Flaw(
        what: "an ellipsis instead of the rest",
        secret: "dckr_pat_abc…",
        kind: .dockerPersonalAccessToken,
        error: .invalidCharacter(position: 12)
    ),
    Flaw(
        what: "a quotation mark after it",
        secret: Fixture.gitHubPAT + "\"",
        kind: .githubPersonalAccessToken,
        error: .invalidCharacter(position: 40)
    ),
    Flaw(
        what: "the published vector with the wrong checksum",
        secret: "ghp_" + Fixture.gitHubBody + "11T4V3",
        kind: .githubPersonalAccessToken,
        error: .checksumMismatch
    ),
    Flaw(
        what: "a mistyped npm token",
        secret: "npm_" + "N" + Fixture.gitHubBody.dropFirst() + Fixture.gitHubChecksum,
        kind: .npmAccessToken,
        error: .checksumMismatch
    ),
    Flaw(
        what: "a fine-grained token that is cut",
        secret: "github_pat_" + Fixture.characters(81),
        kind: .githubFineGrainedPersonalAccessToken,
        error: .tooShort(length: 92, minimum: 93)
    ),
    Flaw(
        what: "a mistyped installation token of the form that is published",
        secret: "ghs_" + Fixture.gitHubBody + "11T4V3",
        kind: .githubInstallationAccessToken,
        error: .checksumMismatch
    ),
    Flaw(
        what: "an installation token whose JWT is cut",
        secret: "ghs_12_" + Fixture.jwt("{}", signature: ""),
        kind: .githubInstallationAccessToken,
        error: .malformedJSONWebToken(.signature)
    ),
    Flaw(
        what: "an installation token that is cut in its JWT's header",
        secret: "ghs_12_eyJhbGci",
        kind: .githubInstallationAccessToken,
        error: .malformedJSONWebToken(.header)
    ),
    Flaw(
        what: "a GitLab token that is cut",
        secret: "glpat-" + Fixture.characters(19),
        kind: .gitlabPersonalAccessToken,
        error: .tooShort(length: 25, minimum: 26)
    ),
    Flaw(
        what: "a GitLab token that is too long for the old form",
        secret: "glpat-" + Fixture.characters(21),
        kind: .gitlabPersonalAccessToken,
        error: .tooLong(length: 27, maximum: 26)
    ),
    Flaw(
        what: "a routable token that is cut in its checksum",
        secret: String(Fixture.gitLabRoutable(prefix: "glpat-").dropLast()),
        kind: .gitlabPersonalAccessToken,
        error: .tooShort(length: 50, minimum: 51)
    ),
    Flaw(
        what: "a routable token with another prefix",
        secret: "gldt-" + Fixture.gitLabRoutable(prefix: "glpat-").dropFirst(6),
        kind: .gitlabDeployToken,
        error: .checksumMismatch
    ),
    Flaw(
        what: "a routable token with another version",
        secret: Fixture.gitLabRoutable(prefix: "glpat-").replacing(".01.", with: ".02."),
        kind: .gitlabPersonalAccessToken,
        error: .checksumMismatch
    ),
    Flaw(
        what: "a routable token whose payload is not as long as it says",
        secret: Fixture.gitLabRoutable(prefix: "glpat-").replacing("YWFhYWFh", with: "YWFhYWF"),
        kind: .gitlabPersonalAccessToken,
        error: .checksumMismatch
    ),
    Flaw(
        what: "a job token without a partition",
        secret: "glcbt-_" + Fixture.characters(20),
        kind: .gitlabJobToken,
        error: .malformed
    ),
    Flaw(
        what: "a job token that is cut",
        secret: "glcbt-64_" + Fixture.characters(12),
        kind: .gitlabJobToken,
        error: .tooShort(length: 21, minimum: 29)
    ),
    Flaw(
        what: "a robot's token that is cut",
        secret: Fixture.characters(40, of: "ABC123"),
        kind: .quayRobotToken,
        error: .tooShort(length: 40, minimum: 64),
        username: "octo+ci"
    ),
    Flaw(
        what: "an application token in lower case",
        secret: Fixture.characters(120),
        kind: .quayApplicationToken,
        error: .invalidCharacter(position: 0),
        username: "$app"
    ),
    Flaw(
        what: "a robot secret that is too short for Harbor",
        secret: "abcdefg",
        kind: .harborRobotSecret,
        error: .tooShort(length: 7, minimum: 8),
        username: "robot$ci"
    ),
    Flaw(
        what: "an ACR token that is cut in its header",
        secret: "eyJhbGci",
        kind: .acrRefreshToken,
        error: .malformedJSONWebToken(.header),
        username: "00000000-0000-0000-0000-000000000000"
    ),
    Flaw(
        what: "an ACR token that is cut in its payload",
        secret: String(Fixture.jwt(#"{"iss":"Azure Container Registry"}"#).prefix(60)),
        kind: .acrRefreshToken,
        error: .malformedJSONWebToken(.payload),
        username: "00000000-0000-0000-0000-000000000000"
    ),
    Flaw(
        what: "an ACR password that is cut",
        secret: Fixture.characters(42) + "+ACR" + "aB3",
        kind: .acrPassword,
        error: .tooShort(length: 49, minimum: 52)
    ),
    Flaw(
        what: "an ACR password with something after it",
        secret: Fixture.characters(42) + "+ACR" + "aB3dE6x",
        kind: .acrPassword,
        error: .tooLong(length: 53, maximum: 52)
    ),
    Flaw(
        what: "a key file that is cut",
        secret: #"{"type": "service_account", "private_key": "-----"#,
        kind: .googleServiceAccountKey,
        error: .malformed,
        username: "_json_key"
    ),
    Flaw(
        what: "a reference token that is cut",
        secret: String(Fixture.jfrogReference("1900000000").dropLast(4)),
        kind: .jfrogReferenceToken,
        error: .tooShort(length: 60, minimum: 64)
    ),
    Flaw(
        what: "upper-case hexadecimal digits",
        secret: "dop_v1_" + Fixture.characters(64, of: "ABCDEF"),
        kind: .digitalOceanPersonalAccessToken,
        error: .invalidCharacter(position: 7)
    ),
]

@Suite("Validation")
struct ValidationTests {
    @Test("Says exactly what is wrong", arguments: flaws)
    func flaw(_ flaw: Flaw) {
        let token = Token(inspecting: flaw.secret, username: flaw.username)
        #expect(token.kind == flaw.kind)
        #expect(token.flaw == flaw.error)
        #expect(throws: flaw.error) { try token.validate(at: .earliest) }
    }

    @Test(
        "A form that no published rule excludes is not called mistyped",
        arguments: [
            "ghs_" + Fixture.characters(60), "ghs_" + Fixture.characters(300), "ghs_" + Fixture.characters(20),
            "ghs_123456_" + Fixture.characters(40), "ghs_v2." + Fixture.characters(200) + "-_.x",
            "ghs_" + Fixture.characters(35) + "_", "ghs_12_" + Fixture.jwt("{}") + ".a.b",
            "ghu_" + Fixture.characters(60), "ghr_" + Fixture.characters(60),
            Fixture.gitHubRefresh.replacing("abc", with: "abd"), "ghp_" + Fixture.characters(100),
            "gho_" + Fixture.characters(37), "npm_" + Fixture.characters(251),
            "glpat-" + "YWFhYWFhYWFhYWFhYWFhYW86MQp1OjEH",
            Fixture.gitLabRoutable(prefix: "glpat-", version: "02"),
            "gldt-" + "YWFhYWFhYWFhYWFhYWFhYW86MQp1OjEH.02." + Fixture.characters(40),
            "glcbt-" + Fixture.jwt("{}") + ".a.b", Fixture.jfrogReference("19000000x0"),
            // What itsdangerous signs, and an unsecured JWT.
            Fixture.base64URL(#"{"user":"octo"}"#) + ".ZVJ2aw." + Fixture.characters(27),
            Fixture.jwt(header: #"{"alg":"none"}"#, "{}", signature: ""),
        ]
    )
    func notJudged(secret: String) {
        #expect(Token(inspecting: secret).flaw == nil)
    }

    @Test("Nor is an opaque token, whatever it is like")
    func opaque() {
        let token = Token(inspecting: String(Fixture.ecr().dropLast(9)), username: "AWS")
        #expect(token.kind == .ecrAuthorizationToken)
        #expect(token.flaw == nil)
    }

    @Test("The words name neither the token nor a part of it", arguments: flaws)
    func words(_ flaw: Flaw) {
        let message = flaw.error.message(for: flaw.kind)
        #expect(!message.isEmpty)
        #expect(!message.hasSuffix(".") && !message.contains { $0.isNewline })
        #expect("\(flaw.error)" == flaw.error.message(for: .unknown))
        if flaw.secret.count > 12 { #expect(!message.contains(flaw.secret.suffix(12))) }
    }

    @Test("The words count from 1, and name both lengths")
    func wording() {
        typealias Flaw = Token.ValidationError
        #expect(
            Flaw.tooShort(length: 30, minimum: 36).message(for: .dockerPersonalAccessToken)
                == "the Docker personal access token has been cut: 30 characters instead of 36"
        )
        #expect(
            Flaw.invalidCharacter(position: 12).message(for: .npmAccessToken)
                == "the npm access token has a character at position 13 that does not belong in one"
        )
        #expect(Flaw.checksumMismatch.message(for: .githubPersonalAccessToken).contains("mistyped or cut"))
        #expect(
            Flaw.surroundingWhiteSpace(leading: 0, trailing: 1).message(for: .unknown)
                == "the secret has white space after it"
        )
        #expect(
            Flaw.expired(since: UnixTime(seconds: 1_803_859_200)).message(for: .jsonWebToken)
                == "the JSON Web Token expired at 2027-03-01T00:00:00Z"
        )
    }

    @Test(
        "A token expires in the second that it names",
        arguments: [(-1, false), (0, true), (1, true)] as [(Int64, Bool)]
    )
    func expiry(offset: Int64, isExpired: Bool) throws {
        let token = Token(inspecting: Fixture.ecr(), username: "AWS")
        let now = UnixTime(seconds: 1_900_000_000 + offset)
        if isExpired {
            #expect(throws: Token.ValidationError.expired(since: UnixTime(seconds: 1_900_000_000))) {
                try token.validate(at: now)
            }
        } else {
            try token.validate(at: now)
        }
    }

    @Test("A flaw of the form is told before the expiry")
    func order() {
        let token = Token(inspecting: Fixture.jwt(#"{"exp":1}"#) + "\n")
        #expect(throws: Token.ValidationError.surroundingWhiteSpace(leading: 0, trailing: 1)) {
            try token.validate(at: UnixTime(seconds: 1))
        }
        #expect(token.expiry == .at(UnixTime(seconds: 1)))
    }

    @Test("GitLab's routable tokens, of both forms", arguments: [".01.0w" + "082kcij", ".0w" + "1ehib6u"])
    func gitLabVectors(ending: String) {
        let secret = "glpat-" + "YWFhYWFhYWFhYWFhYWFhYW86MQp1OjEH" + ending
        #expect(Token(inspecting: secret).flaw == nil)
        #expect(Token(inspecting: secret.replacing("YW86", with: "YW96")).flaw == .checksumMismatch)
        // The checksum covers the prefix, too.
        #expect(Token(inspecting: "gldt-" + secret.dropFirst(6)).flaw == .checksumMismatch)
    }

    @Test("The bytes may be anything, also what is no UTF-8")
    func bytes() {
        let token = Token(inspecting: ([0xFF, 0xC2] as [UInt8]).span)
        #expect(token.kind == .unknown)
        #expect(token.flaw == nil)
    }
}
