import PersonalAccessToken
import Testing

/// The code of the article "Looking after tokens", so that it stays true.
@Suite("The article")
struct ArticleTests {
    private let now = UnixTime(seconds: 1_800_000_000)

    @Test(
        "When a token comes in",
        arguments: [
            (Fixture.gitHubPAT, ""),
            (Fixture.gitHubPAT + "\n", "ghp_…T4V4 was copied with white space around it"),
            (
                "ghp_" + Fixture.gitHubBody + "11T4V3",
                "ghp_…T4V3 is no whole GitHub personal access token (classic)"
            ),
            (Fixture.jwt(#"{"exp":1}"#), "…Li4u expired at 1970-01-01T00:00:01Z"),
            ("a\tb", "…: the secret has a control character at position 2"),
        ]
    )
    func incoming(secret: String, message: String) {
        #expect(Self.judge(Array(secret.utf8), now: now) == message)
    }

    private static func judge(_ secret: [UInt8], now: UnixTime) -> String {
        let token = Token(inspecting: secret.span, username: "octocat", registry: "ghcr.io")
        do {
            try token.validate(at: now)
            return ""
        } catch .surroundingWhiteSpace {
            return "\(token.masked) was copied with white space around it"
        } catch .checksumMismatch, .tooShort, .tooLong, .invalidCharacter {
            return "\(token.masked) is no whole \(token.kind.name)"
        } catch .expired(let since) {
            return "\(token.masked) expired at \(since)"
        } catch {
            return "\(token.masked): \(error.message(for: token.kind))"
        }
    }

    @Test("When it expires, and before")
    func expiring() throws {
        let token = Token(inspecting: Fixture.gitHubPAT, username: "octocat", registry: "ghcr.io")
        let expiry = try token.expiry == .unknown ? Expiry(parsing: "5d", now: now) : token.expiry
        #expect(expiry.urgency(at: now, warningWithin: .days(14)) == .expiring)
        #expect("\(DurationText(expiry.timeLeft(at: now) ?? .zero))" == "5 days")
        #expect(token.kind.renewalPage(forRegistry: "ghcr.io") == "https://github.com/settings/tokens")
    }
}
