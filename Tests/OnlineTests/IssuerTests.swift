import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("check: when do the tokens expire?")
    struct IssuerTests {
        struct Case: CustomTestStringConvertible {
            let name: String
            let server: String
            let secret: String
            let routes: [Route]
            /// What `expires` says afterwards, without how long that is.
            let expiry: String
            var testDescription: String { name }
        }

        private static let github = MadeUp.token("ghp_", 36)
        private static let gitlab = MadeUp.token("glpat-", 20)
        private static let jfrog = "eyJhbGciOiJSUzI1NiJ9." + Data(#"{"iss":"jfac@01"}"#.utf8).base64URL + ".c2ln"
        private static let ocean = "dop_v1_" + String(repeating: "0a", count: 32)

        static let cases = [
            Case(
                name: "GitHub",
                server: "ghcr.io",
                secret: github,
                routes: Route.basicRegistry("ghcr.io", password: github) + [
                    Route("GET api.github.com/user").given("Bearer \(github)")
                        .with("GitHub-Authentication-Token-Expiration", "2027-10-07 19:07:53 UTC")
                ],
                expiry: "2027-10-07T19:07:53Z"
            ),
            Case(
                name: "a GitHub of one's own, in its own time zone",
                server: "containers.github.example",
                secret: github,
                routes: Route.basicRegistry("containers.github.example", password: github) + [
                    Route("GET github.example/api/v3/user").given("Bearer \(github)")
                        .with("GitHub-Authentication-Token-Expiration", "2027-03-31 00:00:00 +0900")
                ],
                expiry: "2027-03-30T15:00:00Z"
            ),
            Case(
                name: "GitHub, of a token without end",
                server: "ghcr.io",
                secret: github,
                routes: Route.basicRegistry("ghcr.io", password: github) + [Route("GET api.github.com/user")],
                expiry: "unknown"
            ),
            Case(
                name: "GitLab",
                server: "registry.gitlab.com",
                secret: gitlab,
                routes: Route.tokenRegistry(
                    "registry.gitlab.com",
                    realm: "https://gitlab.com/jwt/auth",
                    password: gitlab
                ) + [
                    Route("GET gitlab.com/api/v4/personal_access_tokens/self", body: #"{"expires_at":"2027-03-01"}"#)
                        .given(gitlab, in: "PRIVATE-TOKEN")
                ],
                expiry: "2027-03-01T00:00:00Z"
            ),
            Case(
                name: "a GitLab of one's own below a path, of a token without end",
                server: "registry.gitlab.example",
                secret: gitlab,
                routes: Route.tokenRegistry(
                    "registry.gitlab.example",
                    realm: "https://gitlab.example/code/jwt/auth",
                    password: gitlab
                ) + [
                    Route(
                        "GET gitlab.example/code/api/v4/personal_access_tokens/self",
                        body: #"{"id":1,"expires_at":null}"#
                    ).given(gitlab, in: "PRIVATE-TOKEN")
                ],
                expiry: "never"
            ),
            Case(
                name: "JFrog",
                server: "jfrog.example",
                secret: jfrog,
                routes: Route.basicRegistry("jfrog.example", password: jfrog) + [
                    Route("GET jfrog.example/access/api/v1/tokens/me", body: #"{"expiry":1798761600}"#)
                        .given("Bearer \(jfrog)")
                ],
                expiry: "2027-01-01T00:00:00Z"
            ),
            Case(
                name: "an older JFrog, which does not know the question",
                server: "jfrog.example",
                secret: jfrog,
                routes: Route.basicRegistry("jfrog.example", password: jfrog),
                expiry: "unknown"
            ),
        ]

        @Test("What the issuer says is recorded", arguments: cases)
        func recorded(_ issuer: Case) throws {
            let network = try PrivateNetwork(issuer.routes)
            try network.store(issuer.server, issuer.secret)
            let checked = try network.helper("check")
            #expect(checked.errorText == "")
            #expect(checked.outputText.contains(" works "), "\(checked.outputText)")
            let recorded = try network.helper("expires", issuer.server).outputText
            #expect(recorded.split(whereSeparator: \.isWhitespace).first.map(String.init) == issuer.expiry)
            // GitHub answers nobody who does not say what he is.
            let programs = try network.requests.map { $0.header("User-Agent") ?? "" }
            #expect(programs.allSatisfy { $0.hasPrefix("docker-credential-pat/") })
        }

        @Test("DigitalOcean, which says how many seconds are left")
        func digitalOcean() throws {
            let info = Route("GET cloud.digitalocean.com/v1/oauth/token/info", body: #"{"expires_in_seconds":864000}"#)
            let registry = Route.basicRegistry("registry.digitalocean.com", password: Self.ocean)
            let network = try PrivateNetwork(registry + [info.given("Bearer \(Self.ocean)")])
            try network.store("registry.digitalocean.com", Self.ocean)
            #expect(try network.helper("check").status == 3)
            let recorded = try network.helper("expires", "registry.digitalocean.com").outputText
            #expect(recorded.contains("(in 9 days") || recorded.contains("(in 10 days"), "\(recorded)")
            // A second more or less is nothing new: the record stays as it is.
            #expect(try network.helper("check").status == 3)
            let again = try network.helper("expires", "registry.digitalocean.com").outputText
            #expect(again.prefix(20) == recorded.prefix(20))
        }

        @Test("An issuer that cannot be asked is no word of the registry's, and forgets no date")
        func issuerDown() throws {
            let down = Route("GET api.github.com/user", status: 500, body: #"{"message":"we are sorry"}"#)
            let network = try PrivateNetwork(Route.basicRegistry("ghcr.io", password: Self.github) + [down])
            try network.store("ghcr.io", Self.github)
            #expect(try network.helper("expires", "ghcr.io", "2099-01-01").status == 0)
            let checked = try network.helper("check")
            #expect(checked.status == 1)
            #expect(checked.outputText.contains(/2099-01-01 +works +ok/))
            #expect(checked.errorText == "ghcr.io: api.github.com answered 500, “we are sorry”\n")
        }

        @Test("A refused token goes to nobody else")
        func refused() throws {
            let network = try PrivateNetwork(Route.basicRegistry("ghcr.io", password: "another one"))
            try network.store("ghcr.io", Self.github)
            #expect(try network.helper("check").status == 4)
            #expect(try network.requests.allSatisfy { $0.host == "ghcr.io" })
        }

        @Test("The host of the API follows from the registry's name, never from the token")
        func otherRegistry() throws {
            for secret in [Self.github, Self.ocean, Self.gitlab] {
                let network = try PrivateNetwork(Route.basicRegistry("registry.example", password: secret))
                try network.store("registry.example", secret)
                #expect(try network.helper("check").status == 0)
                #expect(try network.requests.allSatisfy { $0.host == "registry.example" })
            }
        }

        @Test("A token that says itself when it expires is not asked about")
        func itsOwnWord() throws {
            let claims = Data(#"{"iss":"jfac@01","exp":4102444800}"#.utf8).base64URL
            let token = "eyJhbGciOiJSUzI1NiJ9.\(claims).c2ln"
            let network = try PrivateNetwork(Route.basicRegistry("jfrog.example", password: token))
            try network.store("jfrog.example", token)
            #expect(try network.helper("check").status == 0)
            #expect(try network.requests.allSatisfy { $0.path == "/v2/" })
        }
    }
}

extension Data {
    fileprivate var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// Tokens that nobody has issued.
enum MadeUp {
    static func token(_ prefix: String, _ length: Int) -> String {
        prefix + String(repeating: "Ab3dE6gH9j", count: 10).prefix(length)
    }
}
