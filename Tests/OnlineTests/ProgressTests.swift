import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("On a terminal, verbs say whom they wait for, and leave nothing of that behind")
    struct ProgressTests {
        struct Case: CustomTestStringConvertible {
            let arguments: String
            /// Which request takes its time: the first that begins so.
            let request: String
            /// Whose it is.
            var host = "hub.docker.com"
            /// How what is said in the end begins.
            let end: String
            var testDescription: String { "\(arguments), \(request)" }
        }

        static let cases = [
            Case(arguments: "tokens", request: "GET hub.docker.com/v2/access-tokens", end: "ID "),
            Case(
                arguments: "create --description x",
                request: "POST hub.docker.com/v2/access-tokens",
                end: "made the token “x” "
            ),
            Case(
                arguments: "rotate docker.io",
                request: "POST hub.docker.com/v2/access-tokens",
                end: "made the token “laptop” "
            ),
            Case(
                arguments: "rotate docker.io",
                request: "GET auth.docker.io/token",
                host: "the registry",
                end: "made the token “laptop” "
            ),
            Case(
                arguments: "disable docker.io --yes",
                request: "PATCH hub.docker.com/v2/access-tokens/",
                end: "disabled the token “laptop” "
            ),
            Case(
                arguments: "revoke docker.io --yes",
                request: "DELETE hub.docker.com/v2/access-tokens/",
                end: "revoked, and erased here, "
            ),
        ]

        @Test("At Docker Hub", arguments: cases)
        func hub(_ slow: Case) throws {
            try expectProgress(slow) { try HubTests.network(trouble: $0) }
        }

        @Test("At GitLab")
        func gitLab() throws {
            let slow = Case(
                arguments: "rotate registry.gitlab.example",
                request: "POST gitlab.example/",
                host: "gitlab.example",
                end: "rotated the token "
            )
            try expectProgress(slow) { try GitLabRotationTests.network(trouble: $0) }
        }

        private func expectProgress(_ slow: Case, in network: (Trouble?) throws -> PrivateNetwork) throws {
            let quick = try network(nil)
            let words = slow.arguments.split(separator: " ").map(String.init)
            let piped = try quick.helper(words)
            try #require(piped.status == 0, "\(piped.outputText)\(piped.errorText)")
            #expect(!piped.errorText.contains("asking "))
            let lines = try quick.requests.map(\.line)
            let number = try #require(lines.firstIndex { $0.hasPrefix(slow.request) }, "\(lines)") + 1
            let network = try network(Trouble(request: number, command: "sleep 3"))
            let command = network.inside([HelperBinary.path] + words).joined(separator: " ")
            let shown = try TerminalUser.run(command, in: network.environment).outputText
            let line = try #require(shown.range(of: "\r\u{1B}[Kasking \(slow.host)…"), "\(shown)")
            #expect(shown[line.upperBound...].contains("\r\u{1B}[K\(slow.end)"), "\(shown)")
            #expect(shown.components(separatedBy: "asking ").count == 2, "\(shown)")
        }
    }
}
