import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("check: servers that mean harm, or are broken")
    struct HostileServerTests {
        struct Case: CustomTestStringConvertible {
            let name: String
            var server = "registry.example"
            let routes: [Route]
            /// What is said of the server.
            let line: String
            /// Who may have seen the token.
            var mayKnow: Set<String> = []
            var word = "unreachable"
            var testDescription: String { name }
        }

        private static let secret = "a secret of 25 characters"
        private static let first = "GET registry.example/v2/"

        private static func challenge(_ text: String) -> Route {
            Route(first, status: 401).with("WWW-Authenticate", text)
        }

        private static func raw(_ headers: String) -> Route {
            Route(first, kind: .raw, body: "HTTP/1.1 401 No\r\n\(headers)Content-Length: 0\r\n\r\n")
        }

        /// A token server that answers so.
        private static func tokenServer(_ route: Route) -> [Route] {
            [challenge(#"Bearer realm="https://auth.example/token",service="s""#), route]
        }

        static let cases = [
            Case(
                name: "a redirect before anything was sent",
                routes: [Route(first, status: 302).with("Location", "https://other.example/v2/")],
                line: "registry.example redirects to another address, where no token is sent"
            ),
            Case(
                name: "a redirect of the token",
                routes: [
                    Route(first, status: 307).with("Location", "https://other.example/v2/")
                        .given("Basic \("octavia:\(secret)".base64)"),
                    challenge("Basic realm=x"),
                ],
                line: "registry.example redirects to another address, where no token is sent",
                mayKnow: ["registry.example"]
            ),
            Case(
                name: "a token server that redirects",
                routes: tokenServer(
                    Route("GET auth.example/token", status: 308).with("Location", "https://other.example/token")
                ),
                line: "auth.example redirects to another address, where no token is sent",
                mayKnow: ["auth.example"]
            ),
            Case(
                name: "a token server on another host, by http",
                routes: [challenge(#"Bearer realm="http://other.example/token",service="s""#)],
                line: "registry.example does not answer as it should: its token server is not the address of a host by "
                    + "https"
            ),
            Case(
                name: "a token server on the person's own machine, by http",
                routes: [challenge(#"Bearer realm="http://127.0.0.1:5000/token",service="s""#)],
                line: "127.0.0.1:5000 is reached by http://, where anybody could read the token: not asked"
            ),
            Case(
                name: "a token server with another host in its user's place",
                routes: [challenge(#"Bearer realm="https://registry.example@other.example/token",service="s""#)],
                line: "registry.example does not answer as it should: its token server is not the address of a host by "
                    + "https"
            ),
            Case(
                name: "a line break in the challenge",
                routes: [raw("WWW-Authenticate: Bearer realm=\"https://auth.example/\r\n token\",service=\"s\"\r\n")],
                line: "registry.example does not answer as it should: a header with a line break in it"
            ),
            Case(
                name: "a line break in the challenge, hidden",
                routes: [raw("WWW-Authenticate: Bearer realm=\"https://auth.example/token\",service=\"\\\u{1}s\"\r\n")],
                line: "registry.example does not answer as it should: its challenge is not of the form of RFC 9110"
            ),
            Case(
                name: "a line break in the name of the service",
                routes: [challenge(#"Bearer realm="https://auth.example/token",service="s%0d%0aX: y&scope=all""#)]
                    + [Route("GET auth.example/token", status: 403)],
                line: "auth.example refuses it (403)",
                mayKnow: ["auth.example"],
                word: "refused"
            ),
            Case(
                name: "neither a token nor a password is asked for",
                routes: [challenge("Negotiate dG9rZW4=, Digest realm=x")],
                line: "registry.example does not answer as it should: it asks for neither a token nor a password"
            ),
            Case(
                name: "a hundred megabytes",
                routes: tokenServer(Route("GET auth.example/token", kind: .huge)),
                line: "auth.example answers with more than 1 MiB",
                mayKnow: ["auth.example"]
            ),
            Case(
                name: "JSON of 10,000 levels",
                routes: tokenServer(
                    Route("GET auth.example/token", body: #"{"token":"# + String(repeating: "[", count: 10_000))
                ),
                line: "auth.example does not answer as it should: JSON that is nested too deeply",
                mayKnow: ["auth.example"]
            ),
            Case(
                name: "no JSON",
                routes: tokenServer(Route("GET auth.example/token", body: "<html>")),
                line: "auth.example does not answer as it should: no object of JSON",
                mayKnow: ["auth.example"]
            ),
            Case(
                name: "a token with a line break in it",
                routes: tokenServer(Route("GET auth.example/token", body: #"{"token":"a\r\nX-Y: z"}"#)),
                line: "the credential has characters in it that cannot be sent",
                mayKnow: ["auth.example"]
            ),
            Case(
                name: "the token comes back in the words of the error",
                routes: tokenServer(Route("GET auth.example/token", status: 401, kind: .echo)),
                line: "auth.example refuses it (401)",
                mayKnow: ["auth.example"],
                word: "refused"
            ),
            Case(
                name: "a byte a second",
                routes: tokenServer(Route("GET auth.example/token", kind: .slow)),
                line: "auth.example did not answer within 2 s",
                mayKnow: ["auth.example"]
            ),
            Case(
                name: "not a registry",
                routes: [],
                line: "registry.example answered 404, “no such route”"
            ),
            Case(
                name: "an expired certificate",
                server: "expired.example",
                routes: [],
                line: "expired.example cannot prove that it is expired.example: its certificate has expired"
            ),
            Case(
                name: "a name that leads to nothing",
                server: "nowhere.example",
                routes: [],
                line: "there is no host of the name nowhere.example, or the network is down"
            ),
            Case(
                name: "a registry that is kept with http://",
                server: "http://registry.example",
                routes: [],
                line: "registry.example is reached by http://, where anybody could read the token: not asked",
                word: "unknown"
            ),
            Case(
                name: "a name that is no host's",
                server: "registry.example@other.example",
                routes: [],
                line: "its name is not that of a host on the network",
                word: "unknown"
            ),
        ]

        @Test("A clear line, and the token where it should be alone", arguments: cases)
        func clearLine(_ hostile: Case) throws {
            let network = try PrivateNetwork(hostile.routes)
            try network.store(hostile.server, Self.secret)
            let checked = try network.helper("check", "--json", and: ["DOCKER_CREDENTIAL_PAT_TIMEOUT": "2"])
            #expect(checked.outputText.contains(#""registry":"\#(hostile.word)""#), "\(checked.outputText)")
            #expect(checked.errorText.hasPrefix("\(hostile.server): \(hostile.line)\n"), "\(checked.errorText)")
            #expect(checked.status == (hostile.word == "refused" ? 4 : 1))
            for text in [checked.outputText, checked.errorText] { #expect(!text.contains("a secret")) }
            for request in try network.requests where !hostile.mayKnow.contains(request.host) {
                #expect(request.header("Authorization") == nil && !request.holds(Self.secret), "\(request.line)")
            }
            #expect(try network.requests.allSatisfy { $0.isTLS })
        }

        @Test("No variable has the libraries write down what is secret")
        func debugVariables() throws {
            let network = try PrivateNetwork(Route.basicRegistry("registry.example", password: Self.secret))
            try network.store("registry.example", Self.secret)
            let keys = network.path("keys")
            let variables = ["SSLKEYLOGFILE": keys, "GNUTLS_DEBUG_LEVEL": "9", "CURL_DEBUG": "all"]
            let checked = try network.helper("check", and: variables)
            #expect(checked.status == 0)
            #expect(checked.errorText == "")
            #expect(!FileManager.default.fileExists(atPath: keys))
        }
    }
}
