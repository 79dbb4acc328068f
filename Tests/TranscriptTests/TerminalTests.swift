import Foundation
import TestSupport
import Testing

@Suite("For people, on a terminal", .serialized, .keyringSession)
struct TerminalTests {
    /// Runs the helper on a terminal of its own (`script`, from util-linux) on which `typed` is typed.
    private func onTerminal(_ arguments: String, typing typed: String) throws -> Command {
        let session = try #require(KeyringSessionTrait.session)
        // The line must be typed once the helper reads: it says when.
        let command = "script -qefc '\(HelperBinary.path) \(arguments)' /dev/null"
        return try Command.run(
            ["sh", "-c", "{ sleep 0.3; printf '\(typed)'; sleep 0.3; } | \(command)"],
            environment: session.environment
        )
    }

    @Test(
        "A verb that waits for input says so, instead of waiting silently",
        arguments: [
            ("store", "reading one JSON object with ServerURL, Username and Secret; end with Ctrl-D"),
            ("get", "reading the server's address, such as ghcr.io; end with Ctrl-D"),
            ("erase", "reading the server's address, such as ghcr.io; end with Ctrl-D"),
        ]
    )
    func saysSo(_ verb: String, _ words: String) throws {
        let ran = try onTerminal(verb, typing: "\u{4}")
        #expect(ran.outputText.contains(words))
        #expect(ran.status == 1)
    }

    @Test("With the server as an argument nothing is waited for")
    func argument() throws {
        let ran = try onTerminal("get ghcr.io", typing: "")
        #expect(ran.outputText == "credentials not found in native keychain\r\n")
        #expect(ran.status == 1)
    }

    @Test("A server typed at the terminal is answered")
    func typed() throws {
        let ran = try onTerminal("erase", typing: "ghcr.io\n\u{4}")
        #expect(ran.status == 0)
    }
}
