import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("A new token, where no file system has locks")
    struct NoLocksTests {
        private func run(_ arguments: [String], in network: PrivateNetwork) throws -> Command {
            let helper = SystemCallFilter.withoutLocks(failingWith: ENOLCK, to: [HelperBinary.path] + arguments)
            return try Command.run(network.inside(helper), environment: network.environment)
        }

        @Test("It is made and kept, and no file is left")
        func made() throws {
            let session = try KeyringSession()
            let network = try HubTests.network(keyring: session)
            let made = try run(["create", "--description", "x"], in: network)
            #expect(made.status == 0, "\(made.outputText)\(made.errorText)")
            #expect(try network.keptSecret == network.hubTokens.first?.token)
            #expect(network.rescueFiles.isEmpty)
        }

        @Test("Where the keyring needs locks, no token is asked for")
        func refused() throws {
            let network = try HubTests.network()
            let ran = try run(["create", "--description", "x"], in: network)
            #expect(ran.status == 1)
            #expect(ran.outputText == "\(network.machine.data)/lock: No locks available\n")
            #expect(try network.requests.allSatisfy { $0.method == "GET" || !$0.line.contains("access-tokens") })
            #expect(try network.keptSecret == HubTests.old && network.rescueFiles.isEmpty)
        }

        @Test("What a run has left is told, and left as it is: that run may still be at it")
        func leftBehind() throws {
            let network = try PrivateNetwork([])
            let directory = network.environment["HOME"]! + "/.local/state/docker-credential-pat"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            let note = "# it was being made".padding(toLength: 4096, withPad: "\n", startingAt: 0)
            let files = [
                "answer": note + #"{"token":"a new token"}"#, "note": note, "token": "a new token\nand more\n",
            ]
            for (name, text) in files {
                try Data(text.utf8).write(to: URL(fileURLWithPath: "\(directory)/new-token-\(name)"))
            }
            func notes(_ ran: Command) -> [Substring] {
                ran.errorText.split(separator: "\n").filter { $0.hasPrefix("note: ") }.sorted()
            }
            let end = "an earlier run was cut off, or is still at it: it was being made"
            #expect(
                try notes(run(["check"], in: network)) == [
                    "note: a new token that could not be kept is in \(directory)/new-token-token",
                    "note: \(end); see \(directory)/new-token-note",
                    "note: \(end); what was answered is in \(directory)/new-token-answer",
                ]
            )
            for (name, text) in files {
                #expect(try String(contentsOfFile: "\(directory)/new-token-\(name)", encoding: .utf8) == text)
            }
            // With locks it is certain.
            #expect(
                try notes(network.helper("check")) == [
                    "note: a new token that could not be kept is in \(directory)/new-token-answer",
                    "note: a new token that could not be kept is in \(directory)/new-token-token",
                    "note: an earlier run was cut off: it was being made; see \(directory)/new-token-note",
                ]
            )
        }
    }
}
