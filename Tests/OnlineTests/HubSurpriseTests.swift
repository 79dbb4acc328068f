import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("What else Docker Hub may have, and say")
    struct HubSurpriseTests {
        @Test("An organization's access token is checked like any other, and managed by its owners alone")
        func organization() throws {
            let token = MadeUp.token("dckr" + "_oat_", 32)
            var hub = HubAccounts(webLogins: [HubAccounts.webLogin(): "octavia"])
            hub.passwords["acme"] = token
            hub.tokens = [HubAccounts.Token(token: "x", label: "ci")]
            let network = try PrivateNetwork.withDockerHub(hub)
            try network.store(HubTests.index, as: "acme", token)
            try network.store(HubTests.index + "access-token", HubAccounts.webLogin())
            let checked = try network.helper("check", "docker.io")
            #expect(checked.status == 0 && checked.outputText.contains(/Docker OAT .* works/), "\(checked.outputText)")
            let before = try network.requests.count
            let listed = try network.helper("tokens")
            #expect(listed.status == 0 && listed.outputText.contains(" ci ") && !listed.outputText.contains("*"))
            let note = "note: what is kept for \(HubTests.index) is an organization's, and not among these\n"
            #expect(listed.errorText == note)
            for verb in [["rotate"], ["disable", "--yes"], ["enable", "--yes"], ["revoke", "--yes"]] {
                let ran = try network.helper([verb[0], "docker.io"] + verb.dropFirst())
                #expect(ran.status == 1)
                let line =
                    "what is kept for \(HubTests.index) is an organization's, which is managed by its owners alone"
                #expect(ran.outputText == line + "\n", "\(verb)")
                #expect(ran.errorText.hasSuffix("hint: its owners find it in Docker's Admin Console\n"))
            }
            #expect(try network.requests.dropFirst(before).allSatisfy { !$0.holds(token) })
            #expect(try network.keptSecret == token)
        }

        @Test(
            "A token that is over cannot be found among the others, and that is said",
            arguments: ["rotate", "revoke"]
        )
        func over(_ verb: String) throws {
            let expired = HubAccounts.Token(token: MadeUp.token("dckr" + "_pat_x", 26), expires: "2026-01-01T00:00:00Z")
            let network = try HubTests.network([expired])
            try network.store(HubTests.index, expired.token)
            let ran = try network.helper([verb, "docker.io"] + (verb == "revoke" ? ["--yes"] : []))
            #expect(ran.status == 1)
            let line = "Docker Hub refuses what is kept for \(HubTests.index), and does not say which token it was\n"
            #expect(ran.outputText == line)
            #expect(ran.errorText.contains("hint: docker-credential-pat create makes a new one, "))
            #expect(try network.hubTokens.count == 2)
            #expect(try network.helper("tokens").outputText.contains(/laptop +write +expired/))
        }

        @Test("Descriptions that mean harm, or come twice")
        func descriptions() throws {
            let escape = "\u{1B}]0;owned\u{7}\u{1B}[2J\r\nvictim  write  active\u{202E}\u{9B}31m"
            let long = String(repeating: "x", count: 10_000)
            let network = try HubTests.network(
                [escape, long, "twice", "twice"].map { HubAccounts.Token(token: $0 + "!", label: $0) }
            )
            let shown = try network.helper("tokens")
            #expect(shown.status == 0)
            #expect(shown.outputText.split(separator: "\n").count == 6)
            let bad: Set<UInt32> = [0x1B, 0x07, 0x0D, 0x9B, 0x202E]
            #expect(!shown.outputText.unicodeScalars.contains { bad.contains($0.value) })
            let json = try network.helper("tokens", "--json")
            #expect(!json.outputText.unicodeScalars.contains { bad.contains($0.value) })
            #expect(json.outputText.contains(long))
            let ids = try network.hubTokens.filter { $0.label == "twice" }.map(\.uuid)
            let revoked = try network.helper("revoke", ids[1].uppercased(), "--yes")
            #expect(revoked.outputText == "revoked the token “twice” (\(ids[1]))\n", "\(revoked.outputText)")
            #expect(try network.hubTokens.contains { $0.uuid == ids[0] })
            let victim = try #require(try network.hubTokens.first { $0.label == escape }).uuid
            let disabled = try network.helper("disable", victim, "--yes")
            #expect(disabled.status == 0 && !disabled.outputText.unicodeScalars.contains { bad.contains($0.value) })
        }

        @Test("No tokens, exactly one page of them, and one more", arguments: [0, 100, 101])
        func pages(_ count: Int) throws {
            var hub = HubAccounts(webLogins: [HubAccounts.webLogin(): "octavia"])
            hub.tokens = (0..<count).map { HubAccounts.Token(token: "x\($0)", label: "job \($0)") }
            let network = try PrivateNetwork.withDockerHub(hub)
            try network.store(HubTests.index + "access-token", HubAccounts.webLogin())
            let shown = try network.helper("tokens")
            #expect(shown.status == 0)
            let expected = count == 0 ? "there are no access tokens\n" : "ID "
            #expect(shown.outputText.hasPrefix(expected))
            if count > 0 { #expect(shown.outputText.split(separator: "\n").count == count + 1) }
            #expect(try network.requests.count == (count > 100 ? 2 : 1))
            let json = try network.helper("tokens", "--json").outputText
            #expect(json.components(separatedBy: #""id":"#).count == count + 1)
        }

        @Test("A wrong code of the second factor")
        func wrongCode() throws {
            let network = try PrivateNetwork.withDockerHub(HubAccounts(codes: ["octavia": "123456"]))
            try network.store(HubTests.index, "something old")
            let shown = try TerminalUser.run(
                network.inside([HelperBinary.path, "create"]).joined(separator: " "),
                replies: [
                    .init(to: "Password of octavia at Docker Hub: ", keys: HubAccounts.password + "\\n"),
                    .init(to: "Code of the second factor: ", keys: "654321\\n"),
                ],
                in: network.environment
            )
            #expect(shown.status == 1)
            #expect(
                shown.outputText.contains("hub.docker.com refuses it (401, “invalid 2FA code”)"),
                "\(shown.outputText)"
            )
            #expect(!shown.outputText.contains("654321"))
            #expect(try network.hubTokens.isEmpty && network.keptSecret == "something old")
        }

        @Test("Two entries with tokens of their own: what is named is changed, and the other one stays")
        func twoEntries() throws {
            let other = HubAccounts.Token(
                token: MadeUp.token("dckr" + "_pat_y", 26),
                label: "podman",
                scope: "repo:read"
            )
            let network = try HubTests.network([other])
            try network.store("docker.io", as: "somebody", other.token)
            #expect(try network.helper("rotate", HubTests.index).status == 0)
            #expect(try network.helper("get", input: "docker.io").credential.secret == other.token)
            #expect(try network.hubTokens.contains { $0.token == other.token })
            let foreign = try network.helper("rotate", "docker.io")
            #expect(foreign.status == 1 && foreign.outputText.contains("is not an access token of this account"))
            #expect(try network.hubTokens.count == 2)
        }

        @Test("A new token is kept, whatever else Docker Hub says of it, or does not")
        func numberless() throws {
            let token = MadeUp.token("dckr" + "_pat_", 27)
            let login = HubAccounts.webLogin()
            let network = try PrivateNetwork([
                Route(
                    "POST hub.docker.com/v2/access-tokens",
                    status: 201,
                    body: #"{"token":"\#(token)","uuid":"../x"}"#
                )
            ])
            try network.store(HubTests.index + "access-token", login)
            let made = try network.helper("create", "--description", "x")
            #expect(made.status == 0, "\(made.outputText)")
            #expect(made.outputText.hasPrefix("made the token “x” (read, expires "))
            #expect(try network.keptSecret == token)
        }

        @Test("A token that allows something unknown is not replaced by one that allows something else")
        func unknownPermission() throws {
            var hub = HubAccounts(webLogins: [HubAccounts.webLogin(): "octavia"])
            hub.tokens = [HubAccounts.Token(token: HubTests.old, scope: "repo:everything")]
            let network = try PrivateNetwork.withDockerHub(hub)
            try network.store(HubTests.index, HubTests.old)
            try network.store(HubTests.index + "access-token", HubAccounts.webLogin())
            #expect(try network.helper("tokens").outputText.contains(/laptop +- +active/))
            let ran = try network.helper("rotate", "docker.io")
            let line = "the token allows something that is not known here, so that none like it can be made\n"
            #expect(ran.status == 1 && ran.outputText == line, "\(ran.outputText)")
            #expect(try network.hubTokens.map(\.token) == [HubTests.old])
        }

        @Test("Times that nobody has set, or that are none")
        func times() throws {
            let odd = [
                HubAccounts.Token(token: "a", label: "zero", created: "0001-01-01T00:00:00Z"),
                HubAccounts.Token(token: "b", label: "odd", expires: "tomorrow"),
                HubAccounts.Token(token: "c", label: "unset", expires: "0001-01-01T00:00:00Z"),
            ]
            let shown = try HubTests.network(odd).helper("tokens").outputText
            #expect(shown.contains(/zero +write +active +- +never +never\n/), "\(shown)")
            #expect(shown.contains(/odd +write +active +2026-11-01 +never +-\n/))
            #expect(shown.contains(/unset +write +active +2026-11-01 +never +-\n/))
        }
    }
}
