import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("Access tokens at Docker Hub")
    struct HubTests {
        static let old = MadeUp.token("dckr" + "_pat_", 27)
        static let index = "https://index.docker.io/v1/"

        /// An account with one token, which is kept, and docker's web login.
        static func network(
            _ more: [HubAccounts.Token] = [],
            cut: Cut? = nil,
            trouble: Trouble? = nil,
            keyring: KeyringSession? = nil,
            diskSize: Int? = nil
        ) throws -> PrivateNetwork {
            let login = HubAccounts.webLogin()
            var hub = HubAccounts(webLogins: [login: "octavia"])
            hub.tokens = more + [HubAccounts.Token(token: old, expires: "2099-01-30T10:00:00Z")]
            let network = try PrivateNetwork.withDockerHub(
                hub,
                cut: cut,
                trouble: trouble,
                keyring: keyring,
                diskSize: diskSize
            )
            try network.store(index, old)
            try network.store(index + "access-token", login)
            return network
        }

        @Test("tokens: all pages, and the one that is kept is marked")
        func tokens() throws {
            let others = (1...250).map { HubAccounts.Token(token: "x\($0)", label: "job \($0)", scope: "repo:read") }
            let network = try Self.network(others)
            let shown = try network.helper("tokens")
            #expect(shown.status == 0, "\(shown.outputText)\(shown.errorText)")
            let lines = shown.outputText.split(separator: "\n")
            #expect(lines.count == 252)
            #expect(lines[0].contains(/^ID +DESCRIPTION +PERMISSION +STATUS +CREATED +LAST USED +EXPIRES$/))
            let kept = try #require(lines.first { $0.contains("laptop") })
            #expect(kept.contains(/^[0-9a-f]{8}\* +laptop +write +active +2026-11-01 +never +2099-01-30$/))
            #expect(lines.count { $0.contains("*") } == 1)
            let json = try network.helper("tokens", "docker.io", "--json").outputText
            #expect(json.hasPrefix(#"{"account":"octavia","tokens":[{"id":""#))
            #expect(json.components(separatedBy: #""kept":true"#).count == 2)
            #expect(
                json.contains(#""permission":"read","active":true,"created":"2026-11-01T10:00:00Z","lastUsed":null"#)
            )
        }

        @Test("create: the token goes into the keyring, and nobody sees it")
        func create() throws {
            let network = try Self.network()
            let made = try network.helper(
                "create",
                "--description",
                "ci & co",
                "--permission",
                "delete",
                "--expires",
                "2099-03-01"
            )
            #expect(made.status == 0, "\(made.outputText)\(made.errorText)")
            let token = try #require(try network.hubTokens.first)
            #expect(try network.hubTokens.count == 2)
            #expect(
                token.label == "ci & co" && token.scopes == ["repo:admin"] && token.expires == "2099-03-01T23:59:59Z"
            )
            #expect(try network.keptSecret == token.token)
            let words = "made the token “ci & co” (delete, expires 2099-03-01), kept for https://index.docker.io/v1/\n"
            #expect(made.outputText == words)
            #expect(made.errorText.contains(/still works at Docker Hub: docker-credential-pat revoke [0-9a-f-]{36}\n/))
            #expect(!made.errorText.contains(token.token))
            #expect(try network.helper("expires", "docker.io").outputText.contains("2099-03-01T23:59:59Z"))
            #expect(network.rescueFiles.isEmpty)
            for request in try network.requests { #expect(request.isTLS && request.header("User-Agent") != nil) }
        }

        @Test("create: 90 days, to read, with the machine's and the user's names unless something else is said")
        func defaults() throws {
            let network = try Self.network()
            #expect(try network.helper("create", and: ["USER": "ann"]).status == 0)
            let token = try #require(try network.hubTokens.first)
            #expect(token.scopes == ["repo:read"] && token.label.hasSuffix(", ann"))
            let recorded = try network.helper("expires", "docker.io").outputText
            #expect(recorded.contains("(in 89 days") || recorded.contains("(in 90 days"), "\(recorded)")
            #expect(try network.helper("create", "--expires", "never").status == 0)
            #expect(try network.hubTokens.first?.expires == nil)
        }

        @Test("create --print: it goes to standard output, and is kept nowhere")
        func printed() throws {
            let network = try Self.network()
            let made = try network.helper("create", "--description", "ci", "--print")
            #expect(made.status == 0)
            let token = try #require(try network.hubTokens.first).token
            #expect(made.outputText == token + "\n" && !made.errorText.contains(token))
            #expect(try network.keptSecret == Self.old)
        }

        @Test(
            "What cannot be a token is not asked for",
            arguments: [
                ["--description", ""], ["--description", String(repeating: "x", count: 101)],
                ["--expires", "2020-01-01"],
                ["--expires", "90"], ["--permission", "all"], ["ghcr.io"],
            ]
        )
        func refused(_ arguments: [String]) throws {
            let network = try Self.network()
            let environment = network.environment
            let ran = try Command.run(
                network.inside([HelperBinary.path, "create"] + arguments),
                environment: environment
            )
            #expect(ran.status == 1)
            #expect(try network.requests.isEmpty)
        }

        @Test("The password of the account signs in, from a file or from standard input, and is kept nowhere")
        func password() throws {
            let network = try PrivateNetwork.withDockerHub(HubAccounts())
            let file = network.path("password")
            try Data("\(HubAccounts.password)\n".utf8).write(to: URL(fileURLWithPath: file))
            let first = try network.helper("create", "--username", "octavia", "--password-file", file)
            #expect(first.status == 0, "\(first.outputText)\(first.errorText)")
            #expect(try network.keptSecret == network.hubTokens.first?.token)
            // The name is that of what is kept, now.
            let listed = try network.helper("tokens", "--password-file", "-", input: HubAccounts.password)
            #expect(listed.status == 0 && listed.outputText.contains("* "))
            let wrong = try network.helper("tokens", "--password-file", "-", input: "another one")
            #expect(wrong.status == 1)
            #expect(wrong.outputText == "hub.docker.com refuses it (401, “incorrect authentication credentials”)\n")
        }

        @Test("The second factor's code is asked for on the terminal")
        func secondFactor() throws {
            let network = try PrivateNetwork.withDockerHub(HubAccounts(codes: ["octavia": "123456"]))
            try network.store(Self.index, "something old")
            let command = network.inside([HelperBinary.path, "tokens"]).joined(separator: " ")
            let shown = try TerminalUser.run(
                command,
                replies: [
                    .init(to: "Password of octavia at Docker Hub: ", keys: HubAccounts.password + "\\n"),
                    .init(to: "Code of the second factor: ", keys: "123456\\n"),
                ],
                in: network.environment
            )
            #expect(shown.outputText.contains("there are no access tokens"), "\(shown.outputText)")
            #expect(!shown.outputText.contains("123456") && !shown.outputText.contains(HubAccounts.password))
            let without = try network.helper("tokens", "--password-file", "-", input: HubAccounts.password)
            #expect(without.status == 1)
            #expect(without.outputText.hasPrefix("the account wants a code of its second factor"))
        }

        @Test("An access token does not manage access tokens, and that is explained")
        func accessTokenAsPassword() throws {
            var hub = HubAccounts()
            hub.tokens = [HubAccounts.Token(token: Self.old)]
            let network = try PrivateNetwork.withDockerHub(hub)
            let ran = try network.helper("tokens", "--username", "octavia", "--password-file", "-", input: Self.old)
            #expect(ran.status == 1)
            #expect(ran.outputText.hasPrefix("hub.docker.com does not allow it (403, “token issued from"))
            #expect(ran.errorText.contains("hint: an access token cannot manage access tokens: "))
        }

        @Test("Without a login, a password or a terminal one line names both ways")
        func nothing() throws {
            let network = try PrivateNetwork.withDockerHub(HubAccounts())
            let hint =
                "hint: log in by the browser: docker login, without -u; or: --username NAME --password-file FILE\n"
            let ran = try network.helper("tokens")
            #expect(ran.status == 1 && ran.errorText.hasSuffix(hint), "\(ran.errorText)")
            try network.store(Self.index + "access-token", HubAccounts.webLogin(endingAt: 1_700_000_000))
            let expired = try network.helper("tokens")
            #expect(expired.outputText == "docker's web login has expired, and no password was given\n")
            #expect(expired.errorText.hasSuffix(hint))
            #expect(try network.requests.isEmpty)
        }

        @Test("disable, enable and revoke, by the server or by the beginning of the number")
        func change() throws {
            let network = try Self.network([HubAccounts.Token(token: "x", label: "ci")])
            let ci = try #require(try network.hubTokens.first { $0.label == "ci" })
            let laptop = try #require(try network.hubTokens.first { $0.label == "laptop" })
            #expect(try network.helper("disable", "docker.io").status == 1)
            let disabled = try network.helper("disable", "docker.io", "--yes")
            #expect(disabled.outputText == "disabled the token “laptop” (\(laptop.uuid))\n", "\(disabled.errorText)")
            #expect(try network.hubTokens.map(\.isActive).filter { !$0 }.count == 1)
            #expect(try network.helper("check", "docker.io").status == 4)
            // Docker Hub does not say any more which token it was.
            let enabled = try network.helper("enable", "docker.io", "--yes")
            #expect(enabled.outputText == "enabled the token “laptop” (\(laptop.uuid))\n", "\(enabled.errorText)")
            #expect(try network.hubTokens.allSatisfy(\.isActive))
            #expect(try network.helper("disable", "docker.io", "--yes").status == 0)
            #expect(try network.helper("enable", String(laptop.uuid.prefix(13)), "--yes").status == 0)
            #expect(try network.helper("check", "docker.io").status == 0)
            #expect(try network.helper("revoke", "--yes", ci.uuid).status == 1)
            #expect(try network.helper("revoke", ci.uuid, "--yes").status == 0)
            #expect(try network.hubTokens.map(\.label) == ["laptop"])
            #expect(try network.keptSecret == Self.old)
            let revoked = try network.helper("revoke", "https://index.docker.io/v1/", "--yes")
            #expect(revoked.outputText == "revoked, and erased here, the token “laptop” (\(laptop.uuid))\n")
            #expect(try network.hubTokens.isEmpty)
            #expect(try network.keptSecret == nil)
            #expect(try network.helper("revoke", "0000-none", "--yes").status == 1)
            let letters = try network.helper("revoke", "cafe", "--yes")
            #expect(letters.outputText.contains("token"), "a number's beginning may be letters alone")
            #expect(!letters.outputText.contains("not Docker Hub"))
        }

        @Test("They ask on a terminal whether it is meant")
        func confirmation() throws {
            let network = try Self.network()
            let command = network.inside([HelperBinary.path, "revoke", "docker.io"]).joined(separator: " ")
            let environment = network.environment
            let no = try TerminalUser.run(command, replies: [.init(to: "[y/N] ", keys: "\\n")], in: environment)
            #expect(no.outputText.contains("nothing was changed"))
            #expect(try network.hubTokens.count == 1)
            let yes = try TerminalUser.run(command, replies: [.init(to: "[y/N] ", keys: "y\\n")], in: environment)
            #expect(yes.outputText.contains("revoked, and erased here,"))
            #expect(try network.hubTokens.isEmpty)
        }

        @Test("rotate: a new one like the old, proven and kept, and only then the old one is deleted")
        func rotate() throws {
            let network = try Self.network()
            try network.store("docker.io", Self.old)
            try network.store("mirror.example", as: "somebody", Self.old)
            let rotated = try network.helper("rotate", "docker.io")
            #expect(rotated.status == 0, "\(rotated.outputText)\(rotated.errorText)")
            let tokens = try network.hubTokens
            #expect(tokens.map(\.label) == ["laptop"] && tokens[0].scopes == ["repo:write"])
            #expect(tokens[0].token != Self.old && tokens[0].expires != nil)
            for server in [Self.index, "docker.io", "mirror.example"] {
                let kept = try network.helper("get", input: server).credential
                #expect(kept.secret == tokens[0].token, "\(server)")
            }
            let lines = try network.requests.map(\.line)
            let created = try #require(lines.firstIndex(of: "POST hub.docker.com/v2/access-tokens"))
            let proven = try #require(lines.lastIndex(of: "GET registry-1.docker.io/v2/"))
            let deleted = try #require(lines.firstIndex { $0.hasPrefix("DELETE ") })
            #expect(created < proven && proven < deleted)
            #expect(network.rescueFiles.isEmpty)
        }

        @Test("rotate: what is no access token of the account's is not rotated")
        func notAToken() throws {
            let network = try Self.network()
            try network.store(Self.index, HubAccounts.password)
            let ran = try network.helper("rotate", "docker.io")
            #expect(ran.status == 1 && ran.outputText.contains("is not an access token of this account"))
            try network.store("ghcr.io", MadeUp.token("ghp_", 36))
            let github = try network.helper("rotate", "ghcr.io")
            #expect(github.status == 1)
            #expect(try network.hubTokens.count == 1)
        }

        @Test("Whatever request is cut off, a token that works is kept or in a file", arguments: ["create", "rotate"])
        func cuts(_ verb: String) throws {
            let arguments = verb == "create" ? [verb] : [verb, "docker.io"]
            let whole = try Self.network()
            _ = try run(arguments, in: whole)
            let count = try whole.requests.count
            #expect(count >= 2)
            for how in Cut.How.allCases {
                for request in 1...count {
                    let network = try Self.network(cut: Cut(request: request, how: how))
                    let ran = try run(arguments, in: network)
                    let place = "\(verb), request \(request), \(how): \(ran.outputText)\(ran.errorText)"
                    let working = try Set(network.hubTokens.map(\.token))
                    let kept = try network.keptSecret
                    #expect(kept.map(working.contains) == true, "\(place)")
                    try expectNothingUnknown(working, kept: kept, in: network, ran, place)
                }
            }
        }

        private func run(_ arguments: [String], in network: PrivateNetwork) throws -> Command {
            let command = [
                "sh", "-c", #"echo $$ >"$1"; shift; exec "$@""#, "sh", network.path("pid"), HelperBinary.path,
            ]
            let environment = network.environment.setting(["USER": "ann"])
            return try Command.run(network.inside(command + arguments), environment: environment)
        }

        /// Expects that of a token that is not kept the person is told, or that a file is left that says so.
        private func expectNothingUnknown(
            _ working: Set<String>,
            kept: String?,
            in network: PrivateNetwork,
            _ ran: Command,
            _ place: String
        ) throws {
            let unknown = working.subtracting([Self.old, kept ?? ""])
            let words = ran.outputText + ran.errorText
            #expect(
                unknown.isEmpty || !network.rescueFiles.isEmpty || words.contains("may have been made all the same"),
                "\(place)"
            )
            if kept != Self.old, working.contains(Self.old), ran.status == 1 {
                #expect(words.contains("the old one was not deleted"), "\(place)")
            }
            guard !network.rescueFiles.isEmpty else { return }
            let next = try network.helper("create", "--print", "--description", "next")
            #expect(
                next.errorText.contains("note: an earlier run was cut off: a Docker Hub access token for octavia "),
                "\(place)"
            )
        }
    }
}
