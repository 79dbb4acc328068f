import Foundation
import TestSupport
import Testing

@Suite("What doctor --fix does to the keyring")
struct DoctorFixTests {
    private let session: KeyringSession

    /// Two items of one server, and two names of another with an account each. Times of change are whole seconds.
    init() throws {
        session = try KeyringSession()
        for items in [[("ghcr.io", "old"), ("docker.io", "bob")], [("ghcr.io", "new"), ("index.docker.io", "ann")]] {
            for (server, username) in items {
                try SecretTool.store(
                    DockerCredential(server: server, username: username, secret: "the secret of \(username)"),
                    in: session.environment
                )
            }
            sleep(1)
        }
    }

    private func fix(_ answers: (duplicates: String, accounts: String)) throws -> String {
        let ran = try TerminalUser.run(
            "\(HelperBinary.path) doctor --fix --only items,accounts",
            replies: [
                .init(to: "[y/N]", keys: "\(answers.duplicates)\\n"),
                .init(to: "to leave them all]", keys: "\(answers.accounts)\\n"),
            ],
            in: session.environment
        )
        return ran.outputText
    }

    private func username(of server: String) throws -> String {
        try HelperBinary.run(["get", server], in: session.environment).credential.username
    }

    @Test("What never answers is removed, and the account that is chosen answers to both names")
    func mended() throws {
        let shown = try fix((duplicates: "y", accounts: "2"))
        #expect(shown.contains("ghcr.io has 2 items, and get answers for new: remove those that never answer (old)?"))
        #expect(shown.contains("removed from ghcr.io: old\r\n"))
        #expect(shown.contains("  1  ann: index.docker.io\r\n  2  bob: docker.io\r\n"))
        #expect(shown.contains("all is well"))
        #expect(!shown.contains("the secret of"))
        #expect(try SecretTool.countItems(for: "ghcr.io", in: session.environment) == 1)
        #expect(try username(of: "ghcr.io") == "new")
        #expect(try username(of: "docker.io") == "bob")
        #expect(try username(of: "index.docker.io") == "bob")
    }

    @Test("Who declines keeps everything")
    func declined() throws {
        let shown = try fix((duplicates: "n", accounts: ""))
        #expect(shown.contains("2 problems"))
        #expect(try SecretTool.countItems(for: "ghcr.io", in: session.environment) == 2)
        #expect(try username(of: "docker.io") == "bob")
        #expect(try username(of: "index.docker.io") == "ann")
    }
}
