import Foundation
import PersonalAccessToken
import Testing

@Suite("The table of the kinds")
struct TokenKindTableTests {
    @Test("Names and issuers differ from kind to kind, and only what anybody may issue has no issuer")
    func names() {
        #expect(Set(TokenKind.allCases.map(\.name)).count == TokenKind.allCases.count)
        #expect(TokenKind.allCases.filter { $0.issuer == nil } == [.identityToken, .jsonWebToken, .unknown])
        #expect("\(TokenKind.dockerPersonalAccessToken)" == "Docker personal access token")
        #expect(TokenKind.dockerPersonalAccessToken.issuer == "Docker")
    }

    @Test("A short name is the name, but for those that would be too wide")
    func shortNames() {
        let shortened = TokenKind.allCases.filter { $0.shortName != $0.name }
        #expect(
            shortened.map(\.shortName) == [
                "Docker PAT", "Docker OAT", "Docker PAT", "GitHub PAT", "GitHub fine-grained PAT", "GitLab PAT",
                "Amazon ECR token", "Azure refresh token", "Azure password", "Google key", "DigitalOcean PAT",
            ]
        )
    }

    @Test("Short-lived is what lasts some hours, and is renewed by whoever uses it")
    func shortLived() {
        #expect(
            TokenKind.allCases.filter(\.isShortLived) == [
                .githubUserAccessToken, .githubInstallationAccessToken, .gitlabJobToken, .ecrAuthorizationToken,
                .acrRefreshToken, .googleAccessToken,
            ]
        )
    }

    @Test("Kinds and urgencies are encoded as their raw values, and an unknown one is refused")
    func coding() throws {
        let kinds = try JSONEncoder().encode(TokenKind.allCases)
        #expect(try JSONDecoder().decode([TokenKind].self, from: kinds) == TokenKind.allCases)
        #expect(try JSONDecoder().decode([String].self, from: kinds) == TokenKind.allCases.map(\.rawValue))
        let newer = Data(#"["newer"]"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([TokenKind].self, from: newer) }
        #expect(try JSONDecoder().decode([Urgency].self, from: Data(#"["expiring"]"#.utf8)) == [.expiring])
    }
}
