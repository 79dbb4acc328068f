import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("A token of GitLab's rotates itself")
    struct GitLabRotationTests {
        private static let old = MadeUp.token("glpat-", 20)
        private static let new = "glpat-" + String(MadeUp.token("", 20).reversed())
        private static let itself = "gitlab.example/api/v4/personal_access_tokens/self"

        /// A GitLab of one's own that gives out the new token once, and refuses the old one from then on.
        private func network(_ rotation: Route, cut: Cut? = nil) throws -> PrivateNetwork {
            let registry = Route.tokenRegistry(
                "registry.gitlab.example",
                realm: "https://gitlab.example/jwt/auth",
                password: Self.old
            )
            let info = Route(
                "GET \(Self.itself)",
                body: #"{"created_at":"2026-10-01T08:00:00Z","expires_at":"2026-12-30"}"#
            )
            let network = try PrivateNetwork(
                registry + [info.given(Self.old, in: "PRIVATE-TOKEN"), rotation],
                cut: cut
            )
            try network.store("registry.gitlab.example", Self.old)
            return network
        }

        private static let answer = Route(
            "POST \(itself)/rotate",
            body: #"{"id":2,"token":"\#(new)","expires_at":"2099-05-01"}"#,
            times: 1
        ).given(old, in: "PRIVATE-TOKEN")

        private func secret(in network: PrivateNetwork) throws -> String {
            try network.helper("get", input: "registry.gitlab.example").credential.secret
        }

        @Test("Every entry that held the old one gets the new one, with its date")
        func rotated() throws {
            let network = try network(Self.answer)
            try network.store("https://gitlab.example", as: "somebody", Self.old)
            try network.store("ghcr.io", "another one")
            let ran = try network.helper("rotate", "registry.gitlab.example")
            #expect(ran.status == 0, "\(ran.outputText)\(ran.errorText)")
            #expect(
                ran.outputText == "rotated the token kept for registry.gitlab.example: the new one expires 2099-05-01\n"
            )
            #expect(try secret(in: network) == Self.new)
            #expect(try network.helper("get", input: "https://gitlab.example").credential.secret == Self.new)
            #expect(try network.helper("get", input: "ghcr.io").credential.secret == "another one")
            let expiry = try network.helper("expires", "registry.gitlab.example").outputText
            #expect(expiry.hasPrefix("2099-05-01T00:00:00Z"))
            // 90 days, as the old one had.
            let asked = try #require(try network.requests.first { $0.method == "POST" })
            let day = try Command.run(["date", "-u", "-d", "90 days", "+%F"]).outputText.prefix(10)
            #expect(asked.body == #"{"expires_at":"\#(day)"}"#)
            #expect(network.rescueFiles.isEmpty)
        }

        @Test("A day that is said")
        func expires() throws {
            let network = try network(Self.answer)
            #expect(try network.helper("rotate", "registry.gitlab.example", "--expires", "2099-03-01").status == 0)
            #expect(try network.requests.last { $0.method == "POST" }?.body == #"{"expires_at":"2099-03-01"}"#)
            let endless = try self.network(Self.answer)
            let ran = try endless.helper("rotate", "registry.gitlab.example", "--expires", "never")
            #expect(ran.status == 1 && ran.errorText.hasSuffix("hint: --expires 90d\n"))
            #expect(try endless.requests.allSatisfy { $0.method == "GET" })
        }

        @Test("A token that may not: the old one is still kept, and still works")
        func notAllowed() throws {
            let refusal = Route("POST \(Self.itself)/rotate", status: 403, body: #"{"message":"insufficient_scope"}"#)
            let network = try network(refusal)
            let ran = try network.helper("rotate", "registry.gitlab.example")
            #expect(ran.status == 1)
            #expect(ran.outputText == "gitlab.example does not allow it (403, “insufficient_scope”)\n")
            #expect(try secret(in: network) == Self.old)
            #expect(network.rescueFiles.isEmpty)
        }

        @Test("It is asked for once, whatever happens, and what may have happened is said")
        func once() throws {
            let count = 5
            for how in [Cut.How.before, .after, .half] {
                let network = try network(Self.answer, cut: Cut(request: count, how: how))
                let ran = try network.helper("rotate", "registry.gitlab.example")
                #expect(ran.status == 1, "\(how)")
                #expect(try network.requests.count { $0.method == "POST" } == 1, "\(how)")
                #expect(try network.requests.count == count)
                #expect(ran.errorText.contains("note: the token may have been rotated all the same, "), "\(how)")
                #expect(try secret(in: network) == Self.old)
            }
            let broken = Route("POST \(Self.itself)/rotate", status: 502)
            let network = try network(broken)
            #expect(try network.helper("rotate", "registry.gitlab.example").status == 1)
            #expect(try network.requests.count { $0.method == "POST" } == 1)
        }

        @Test("A dead token is not rotated: that could revoke its successor")
        func dead() throws {
            let network = try network(Self.answer)
            try network.store("registry.gitlab.example", MadeUp.token("glpat-x", 19))
            #expect(try network.helper("rotate", "registry.gitlab.example").status == 1)
            #expect(try network.requests.allSatisfy { $0.method == "GET" })
        }

        @Test("What cannot rotate itself")
        func others() throws {
            let github = MadeUp.token("ghp_", 36)
            let network = try PrivateNetwork(Route.basicRegistry("ghcr.io", password: github))
            try network.store("ghcr.io", github)
            let ran = try network.helper("rotate", "ghcr.io")
            #expect(ran.status == 1 && ran.outputText == "the token of ghcr.io cannot be rotated from here\n")
            #expect(ran.errorText.contains("hint: make a new one at https://github.com/settings/tokens"))
        }
    }
}
