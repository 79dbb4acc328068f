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
        try Command.run(path, arguments, input: Data(input.utf8), environment: environment)
    }
}
