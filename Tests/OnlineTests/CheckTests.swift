import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("check: do the tokens still work?")
    struct CheckTests {
        @Test("A registry that asks for a password, over TLS")
        func password() throws {
            let network = try PrivateNetwork([])
            let registry = try OnlineRegistry(
                "basic.example",
                at: "127.0.0.2:443",
                access: .password(username: "octavia", "the right one"),
                in: network
            )
            try withExtendedLifetime(registry) {
                try network.store("basic.example", "the right one")
                let works = try network.helper("check")
                #expect(works.status == 0, "\(works.outputText)\(works.errorText)")
                #expect(works.outputText.contains("REGISTRY  STATE\n"))
                #expect(works.outputText.contains(/basic\.example +octavia .* works +unknown\n/))
                #expect(works.errorText == "")
                try network.store("basic.example", "another one")
                let refused = try network.helper("check", "basic.example", "--json")
                #expect(refused.status == 4)
                #expect(refused.outputText.contains(#""state":"unknown","profile":"default","registry":"refused"}]}"#))
                #expect(refused.errorText.hasPrefix("basic.example: basic.example refuses it (401"))
            }
        }

        @Test("A registry with a token server, over TLS")
        func tokenServer() throws {
            let realm = "https://auth.example/token"
            let network = try PrivateNetwork(
                [Route("GET auth.example/token", kind: .token), Route("POST auth.example/token", kind: .token)],
                accounts: ["octavia": "the right one", "<token>": "an identity token"]
            )
            let registry = try OnlineRegistry(
                "token.example",
                at: "127.0.0.3:443",
                access: .token(realm: realm),
                in: network
            )
            try withExtendedLifetime(registry) {
                try network.store("https://token.example/", "the right one")
                #expect(try network.helper("check").status == 0)
                let asked = try #require(try network.requests.last)
                #expect(asked.line.hasPrefix("GET auth.example/token?"))
                #expect(asked.path.contains("service=token.example") && asked.path.contains("account=octavia"))
                #expect(!asked.path.contains("scope"))
                try network.store("https://token.example/", "another one")
                let refused = try network.helper("check")
                #expect(refused.status == 4)
                let words = "auth.example refuses it (401, “incorrect username or password”)"
                #expect(refused.errorText == "https://token.example/: \(words)\n")
                // The account's name says that it is no password, but good for a refresh.
                try network.store("https://token.example/", as: "<token>", "an identity token")
                #expect(try network.helper("check").status == 0)
                let refreshed = try #require(try network.requests.last)
                #expect(refreshed.method == "POST" && refreshed.header("Authorization") == nil)
                #expect(refreshed.body.hasSuffix("&refresh_token=an%20identity%20token"))
                try network.store("https://token.example/", as: "<token>", "a dead one")
                #expect(try network.helper("check").status == 4)
            }
        }

        @Test("A registry on this machine, by http")
        func loopback() throws {
            let network = try PrivateNetwork([])
            let registry = try OnlineRegistry(
                "127.0.0.1:5001",
                at: "127.0.0.1:5001",
                hasTLS: false,
                access: .password(username: "octavia", "the right one"),
                in: network
            )
            try withExtendedLifetime(registry) {
                try network.store("127.0.0.1:5001", "the right one")
                // No proxy is to see what goes by http.
                let proxies = ["http_proxy": "http://127.0.0.1:3128", "all_proxy": "http://127.0.0.1:3128"]
                let works = try network.helper("check", and: proxies)
                #expect(works.status == 0, "\(works.outputText)\(works.errorText)")
                #expect(try network.requests.isEmpty)
            }
        }

        @Test("They are asked side by side, and each on its own")
        func sideBySide() throws {
            let hosts = ["ghcr.io", "registry.example", "other.example", "jfrog.example", "gitlab.example"]
            let routes = hosts.map { Route("GET \($0)/v2/", kind: .together) }
            let network = try PrivateNetwork(routes, together: hosts.count)
            for host in hosts { try network.store(host, "secret") }
            try network.store("nowhere.example", "secret")
            let checked = try network.helper("check", "--json")
            // They let everybody in, which proves nothing.
            let words = checked.outputText.components(separatedBy: #""registry":"unknown""#).count - 1
            #expect(words == hosts.count, "\(checked.outputText)\(checked.errorText)")
            #expect(checked.outputText.contains(#""registry":"unreachable""#))
            #expect(checked.status == 1)
        }

        @Test("What docker's web login renews is not asked about")
        func webLogin() throws {
            let network = try PrivateNetwork(Route.basicRegistry("registry-1.docker.io", password: "a token"))
            try network.store("https://index.docker.io/v1/", "a token")
            try network.store("https://index.docker.io/v1/access-token", "x.y.z")
            try network.store("https://index.docker.io/v1/refresh-token", "r..c")
            let checked = try network.helper("check")
            #expect(checked.status == 0, "\(checked.outputText)\(checked.errorText)")
            #expect(checked.outputText.contains(/access-token .* unknown +automatic/))
            let lines = try network.requests.map(\.line)
            #expect(lines == ["GET registry-1.docker.io/v2/", "GET registry-1.docker.io/v2/"])
        }

        @Test("A server that is at fault is asked again, up to twice")
        func again() throws {
            let broken = Route("GET registry.example/v2/", status: 503, times: 2)
            let network = try PrivateNetwork([broken] + Route.basicRegistry("registry.example", password: "secret"))
            try network.store("registry.example", "secret")
            #expect(try network.helper("check").status == 0)
            #expect(try network.requests.count == 4)
        }

        @Test(
            "When to try again",
            arguments: [
                ("Retry-After", "30", "in 30 s"), ("X-Retry-After", "1798761600", "at 2027-01-01T00:00:00Z"),
                ("Retry-After", "Fri, 01 Jan 2027 00:00:00 GMT", "at Fri, 01 Jan 2027 00:00:00 GMT"),
                ("X-Other", "", "later"),
            ]
        )
        func limited(_ header: String, _ value: String, words: String) throws {
            let route = Route("GET registry.example/v2/", status: 429).with(header, value)
            let network = try PrivateNetwork([route])
            try network.store("registry.example", "secret")
            let checked = try network.helper("check")
            #expect(checked.status == 1 && checked.outputText.contains("unreachable"))
            let line = "registry.example: registry.example was asked too often: try again \(words)\n"
            #expect(checked.errorText == line)
            #expect(try network.requests.count == 1)
        }

        @Test("A proxy is told where to go, and nothing else")
        func proxy() throws {
            let network = try PrivateNetwork(Route.basicRegistry("registry.example", password: "secret"))
            try network.store("registry.example", "secret")
            let proxy = ["https_proxy": "http://127.0.0.1:3128"]
            #expect(try network.helper("check", and: proxy).status == 0)
            let connect = try #require(try network.requests.first)
            #expect(connect.line == "CONNECT registry.example:443" && !connect.holds("secret"))
            #expect(connect.header("Authorization") == nil)
            let before = try network.requests.count
            #expect(try network.helper("check", and: proxy.setting(["no_proxy": "registry.example"])).status == 0)
            #expect(try network.requests.dropFirst(before).allSatisfy { $0.method == "GET" })
        }

        @Test("On a terminal it says how far it is, and leaves nothing of that behind")
        func progress() throws {
            let network = try PrivateNetwork([Route("GET registry.example/v2/", kind: .slow)])
            try network.store("registry.example", "secret")
            let environment = network.environment.setting([
                "DOCKER_CREDENTIAL_PAT_TIMEOUT": "10,120", "TERM": "xterm",
            ])
            let command = network.inside([HelperBinary.path, "check"]).joined(separator: " ")
            let shown = try TerminalUser.run(command, in: environment).outputText
            let line = try #require(shown.range(of: "\r\u{1B}[Kasked 0 of 1…"))
            #expect(shown[line.upperBound...].contains("\r\u{1B}[Kkeyring: "))
        }
    }
}
