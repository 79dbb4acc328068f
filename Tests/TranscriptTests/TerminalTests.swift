import Foundation
import TestSupport
import Testing

@Suite("For people, on a terminal", .serialized, .keyringSession)
struct TerminalTests {
    /// Runs the helper on a terminal on which `keys` are typed once it says that it reads.
    private func onTerminal(_ arguments: String, keys: String? = nil) throws -> Command {
        let session = try #require(KeyringSessionTrait.session)
        return try TerminalUser.run(
            "\(HelperBinary.path) \(arguments)",
            replies: keys.map { [.init(to: "end with Ctrl-D", keys: $0)] } ?? [],
            in: session.environment
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
    func saysSo(_ verb: String, words: String) throws {
        let ran = try onTerminal(verb, keys: #"\004"#)
        #expect(ran.outputText.contains(words))
        #expect(ran.status == 1)
    }

    @Test("With the server as an argument nothing is waited for")
    func argument() throws {
        let ran = try onTerminal("get ghcr.io")
        #expect(ran.outputText == "credentials not found in native keychain\r\n")
        #expect(ran.status == 1)
    }

    @Test("A server typed at the terminal is answered")
    func typed() throws {
        let ran = try onTerminal("erase", keys: #"ghcr.io\n\004"#)
        #expect(ran.status == 0)
    }
}
