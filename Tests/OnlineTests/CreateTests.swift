import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("create: what is asked, and what nobody else sees")
    struct CreateTests {
        @Test("On a terminal it asks whose account it is, for the password, and for a description")
        func terminal() throws {
            let network = try PrivateNetwork.withDockerHub(HubAccounts())
            let command = network.inside([HelperBinary.path, "create"]).joined(separator: " ")
            func create(_ description: String) throws -> Command {
                let kept = try network.keptSecret != nil
                let name = TerminalUser.Reply(to: "Name of the account at Docker Hub: ", keys: "octavia\\n")
                return try TerminalUser.run(
                    command,
                    replies: (kept ? [] : [name]) + [
                        .init(to: "Password of octavia at Docker Hub: ", keys: HubAccounts.password + "\\n"),
                        .init(to: "Description of the token [", keys: description + "\\n"),
                    ],
                    in: network.environment.setting(["USER": "ann"])
                )
            }
            let first = try create("  from here ")
            #expect(first.outputText.contains("made the token “from here” (read, expires "), "\(first.outputText)")
            #expect(!first.outputText.contains(HubAccounts.password))
            #expect(try create("").outputText.contains(", ann” (read, "))
            let third = try create(String(repeating: "x", count: 101))
            #expect(third.status == 1 && third.outputText.contains("the description is not of 1 to 100 characters"))
            let tokens = try network.hubTokens
            #expect(tokens.count == 2 && tokens[1].label == "from here" && tokens[0].label.hasSuffix(", ann"))
            #expect(try network.keptSecret == tokens[0].token)
        }

        @Test("While it waits, no secret is on its command line or in its environment, and it has no child")
        func whileWaiting() throws {
            let look = """
                pid=$(cat "$DIRECTORY/pid")
                cat "/proc/$pid/cmdline" "/proc/$pid/environ" >"$DIRECTORY/seen"
                cat /proc/$pid/task/*/children >"$DIRECTORY/children"
                """
            // The one by which the token is made.
            let network = try HubTests.network(trouble: Trouble(request: 3, command: look))
            let made = try network.helper(
                ["create", "--description", "x", "--username", "octavia", "--password-file", "-"],
                input: HubAccounts.password
            )
            #expect(made.status == 0, "\(made.outputText)\(made.errorText)")
            #expect(try network.requests[2].line == "POST hub.docker.com/v2/access-tokens")
            let seen = try String(decoding: Data(contentsOf: URL(fileURLWithPath: network.path("seen"))), as: UTF8.self)
            #expect(seen.contains("--description\0x\0"))
            for secret in [HubAccounts.password, HubTests.old, HubAccounts.webLogin()] {
                #expect(!seen.contains(secret))
            }
            #expect(try String(contentsOfFile: network.path("children"), encoding: .utf8).isEmpty)
        }

        @Test("The request by which a token is made is sent once, to Docker Hub alone", arguments: [500, 503, 307])
        func once(_ status: Int) throws {
            let answer = Route("POST hub.docker.com/v2/access-tokens", status: status)
                .with("Location", "https://other.example/v2/access-tokens")
            let network = try PrivateNetwork([answer])
            try network.store(HubTests.index + "access-token", HubAccounts.webLogin())
            let ran = try network.helper("create", "--description", "x")
            #expect(ran.status == 1)
            #expect(try network.requests.map(\.line) == ["POST hub.docker.com/v2/access-tokens"])
            let isUnknown = ran.errorText.contains("note: a token “x” may have been made all the same: ")
            #expect(isUnknown == (status >= 500), "\(ran.errorText)")
            #expect(try network.keptSecret == nil && network.rescueFiles.isEmpty)
        }

        @Test("What runs have left that were cut off: nothing in it is obeyed, and no token is said where none is")
        func leftBehind() throws {
            let network = try PrivateNetwork([])
            let directory = network.environment["HOME"]! + "/.local/state/docker-credential-pat"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            let files = [
                "empty": "", "lines": "\n\n", "note": "# \u{1B}[2Jwas made\n\n", "token": "a new token\nand more\n",
            ]
            for (name, text) in files {
                try Data(text.utf8).write(to: URL(fileURLWithPath: "\(directory)/new-token-\(name)"))
            }
            try FileManager.default.createSymbolicLink(
                atPath: "\(directory)/new-token-link",
                withDestinationPath: network.machine.passwordFile
            )
            #expect(mkfifo("\(directory)/new-token-pipe", 0o600) == 0)
            let shown = try network.helper("check").errorText
            let notes = shown.split(separator: "\n").filter { $0.hasPrefix("note: ") }
            #expect(
                notes == [
                    "note: an earlier run was cut off: \u{FFFD}[2Jwas made; see \(directory)/new-token-note",
                    "note: a new token that could not be kept is in \(directory)/new-token-token",
                ]
            )
            #expect(try String(contentsOfFile: "\(directory)/new-token-token", encoding: .utf8) == "a new token\n")
            #expect(
                try String(contentsOfFile: network.machine.passwordFile, encoding: .utf8) == HeadlessMachine.password
                    + "\n"
            )
        }
    }
}
