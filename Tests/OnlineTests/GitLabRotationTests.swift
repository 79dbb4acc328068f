import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("A token of GitLab's rotates itself")
    struct GitLabRotationTests {
        static let old = MadeUp.token("glpat-", 20)
        static let new = "glpat-" + String(MadeUp.token("", 20).reversed())
        private static let itself = "gitlab.example/api/v4/personal_access_tokens/self"

        /// A GitLab of one's own that gives out the new token once, and refuses the old one from then on.
        static func network(
            _ rotation: Route = answer,
            cut: Cut? = nil,
            trouble: Trouble? = nil,
            keyring: KeyringSession? = nil,
            diskSize: Int? = nil
        ) throws -> PrivateNetwork {
            let registry = Route.tokenRegistry(
                "registry.gitlab.example",
                realm: "https://gitlab.example/jwt/auth",
                password: old
            )
            let info = Route(
                "GET \(itself)",
                body: #"{"created_at":"2026-10-01T08:00:00Z","expires_at":"2026-12-30"}"#
            )
            let network = try PrivateNetwork(
                registry + [info.given(old, in: "PRIVATE-TOKEN"), rotation],
                cut: cut,
                trouble: trouble,
                keyring: keyring,
                diskSize: diskSize
            )
            try network.store("registry.gitlab.example", old)
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
            let network = try Self.network(Self.answer)
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
            let network = try Self.network(Self.answer)
            #expect(try network.helper("rotate", "registry.gitlab.example", "--expires", "2099-03-01").status == 0)
            #expect(try network.requests.last { $0.method == "POST" }?.body == #"{"expires_at":"2099-03-01"}"#)
            let endless = try Self.network(Self.answer)
            let ran = try endless.helper("rotate", "registry.gitlab.example", "--expires", "never")
            #expect(ran.status == 1 && ran.errorText.hasSuffix("hint: --expires 90d\n"))
            #expect(try endless.requests.allSatisfy { $0.method == "GET" })
        }

        @Test("A token that may not: the old one is still kept, and still works")
        func notAllowed() throws {
            let refusal = Route("POST \(Self.itself)/rotate", status: 403, body: #"{"message":"insufficient_scope"}"#)
            let network = try Self.network(refusal)
            let ran = try network.helper("rotate", "registry.gitlab.example")
            #expect(ran.status == 1)
            #expect(ran.outputText == "gitlab.example does not allow it (403, “insufficient_scope”)\n")
            #expect(try secret(in: network) == Self.old)
            #expect(network.rescueFiles.isEmpty)
        }

        @Test("It is asked for once, whatever happens, and what may have happened is said")
        func once() throws {
            let count = 5
            for how in [Cut.How.before, .after] {
                let network = try Self.network(Self.answer, cut: Cut(request: count, how: how))
                let ran = try network.helper("rotate", "registry.gitlab.example")
                #expect(ran.status == 1, "\(how)")
                #expect(try network.requests.count { $0.method == "POST" } == 1, "\(how)")
                #expect(try network.requests.count == count)
                #expect(ran.errorText.contains("note: the token may have been rotated all the same, "), "\(how)")
                #expect(try secret(in: network) == Self.old)
                #expect(network.rescueFiles.isEmpty)
            }
            let broken = Route("POST \(Self.itself)/rotate", status: 502)
            let network = try Self.network(broken)
            #expect(try network.helper("rotate", "registry.gitlab.example").status == 1)
            #expect(try network.requests.count { $0.method == "POST" } == 1)
        }

        @Test("Whatever request is cut off, the token that works is kept or in a file, or the person is told")
        func cuts() throws {
            let whole = try Self.network()
            #expect(try whole.helper("rotate", "registry.gitlab.example").status == 0)
            let lines = try whole.requests.map(\.line)
            let making = try #require(lines.firstIndex { $0.hasPrefix("POST ") })
            #expect(making == 4, "\(lines)")
            for how in Cut.How.allCases {
                for request in 1...lines.count {
                    let network = try Self.network(cut: Cut(request: request, how: how))
                    let ran = try network.helper("rotate", "registry.gitlab.example")
                    let next = try network.helper("check")
                    let place = "request \(request), \(how): \(ran.outputText)\(ran.errorText)\(next.errorText)"
                    let posts = try network.requests.count { $0.method == "POST" }
                    let isTold =
                        ran.errorText.contains("note: the token may have been rotated all the same, ")
                        || next.errorText.contains(": the token kept for registry.gitlab.example was being rotated; ")
                    let isKill = how == .killBefore || how == .killAfter
                    #expect(posts == 1 || posts == 0 && request <= making, "\(place)")
                    #expect(posts == 0 || request > making || !isKill, "\(place)")
                    // A read may be repeated, which libcurl does by itself, and of half an answer enough be there.
                    let isDone = posts == 1 && (request <= making || how == .half)
                    #expect((ran.status == 0) == isDone, "\(place)")
                    #expect(try secret(in: network) == (isDone ? Self.new : Self.old), "\(place)")
                    #expect(isTold == (posts == 1 && !isDone), "\(place)")
                    #expect(network.rescueFiles.isEmpty == !(isTold && isKill), "\(place)")
                }
            }
        }

        @Test("An answer whose end is missing, but not the token in it, is enough")
        func half() throws {
            let network = try Self.network(Self.answer, cut: Cut(request: 5, how: .half))
            let ran = try network.helper("rotate", "registry.gitlab.example")
            #expect(ran.status == 0, "\(ran.outputText)\(ran.errorText)")
            #expect(ran.outputText.hasSuffix(": the new one expires some day\n"))
            #expect(ran.errorText.contains("broke before its answer was whole; but the new token has come\n"))
            #expect(try secret(in: network) == Self.new)
            #expect(network.rescueFiles.isEmpty)
        }

        @Test("An answer that breaks off in the middle of the token is kept, and its place is said")
        func piece() throws {
            let bytes = "HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{\"token\":\"" + Self.new.prefix(12)
            let broken = Route("POST \(Self.itself)/rotate", kind: .raw, body: bytes)
            let network = try Self.network(broken)
            let ran = try network.helper("rotate", "registry.gitlab.example")
            #expect(ran.status == 1)
            let file = try #require(network.rescueFiles.first)
            #expect(ran.errorText.contains("note: what was answered is in \(file)\n"), "\(ran.errorText)")
            let text = try String(contentsOfFile: network.outside(file), encoding: .utf8)
            #expect(text.contains("{\"token\":\"" + Self.new.prefix(12)))
            let next = try network.helper("check")
            #expect(next.errorText.contains("being rotated; what was answered is in \(file)\n"), "\(next.errorText)")
        }

        @Test("Killed at any call from the moment when the answer has arrived, it loses nothing")
        func killed() throws {
            try DebianPackage.require("strace", from: "strace")
            let whole = try Self.network()
            let log = whole.path("calls")
            #expect(try trace(["-o", log], in: whole).status == 0)
            var counts: [String: Int] = [:]
            // The first call of the kind writes down the answer: who is killed before that has only the old token, and
            // a note that the new one may be there.
            var points: [(call: String, number: Int)] = []
            for line in try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n") {
                let call = String(line.drop { $0 != " " }.drop { $0 == " " }.prefix { $0 != "(" })
                guard Self.calls.contains(call) else { continue }
                counts[call, default: 0] += 1
                if counts["pwrite64"] != nil { points.append((call, counts[call]!)) }
            }
            try #require(points.count > 8, "\(points)")
            for (index, point) in points.enumerated() {
                let network = try Self.network()
                _ = try trace(
                    ["-o", "/dev/null", "-e", "inject=\(point.call):signal=KILL:when=\(point.number)"],
                    in: network
                )
                let next = try network.helper("check")
                let files = network.rescueFiles
                let written = try files.map { try String(contentsOfFile: network.outside($0), encoding: .utf8) }
                let kept = try secret(in: network)
                if index == 0, kept == Self.old {
                    #expect(next.errorText.contains(" was being rotated; see \(files.first ?? "?")\n"))
                    continue
                }
                #expect(kept == Self.new || written == [Self.new + "\n"], "\(point): \(next.errorText)")
                for file in files {
                    #expect(next.errorText.contains("note: a new token that could not be kept is in \(file)\n"))
                }
                #expect(!(next.outputText + next.errorText).contains(Self.new))
            }
        }

        private static let calls = ["pwrite64", "fsync", "ftruncate", "rename", "unlink"]

        private func trace(_ options: [String], in network: PrivateNetwork) throws -> Command {
            let strace = ["strace", "-f", "-qq", "-e", "trace=" + Self.calls.joined(separator: ",")] + options
            return try Command.run(
                network.inside(strace + [HelperBinary.path, "rotate", "registry.gitlab.example"]),
                environment: network.environment
            )
        }

        @Test("A dead token is not rotated: that could revoke its successor")
        func dead() throws {
            let network = try Self.network(Self.answer)
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
