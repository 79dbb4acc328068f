import Foundation

/// The helper as its users run it.
package enum HelperBinary {
    /// The binary named by `HELPER_UNDER_TEST`, else the one built beside these tests.
    package static let path =
        ProcessInfo.processInfo.environment["HELPER_UNDER_TEST"]
        ?? Bundle.main.bundleURL.appendingPathComponent("docker-credential-pat").path

    package static func run(
        _ arguments: [String],
        input: String = "",
        in environment: [String: String]
    ) throws -> Command {
        try Command.run([path] + arguments, input: Data(input.utf8), environment: environment)
    }
}

extension KeyringSession {
    /// Removes every credential: a session that is not the test's own may have some.
    package func empty() throws {
        guard Self.given != nil else { return }
        let list = try HelperBinary.run(["list"], in: environment)
        let accounts = (try? JSONDecoder().decode([String: String].self, from: list.output)) ?? [:]
        for server in accounts.keys { _ = try HelperBinary.run(["erase"], input: server, in: environment) }
    }
}
