import Foundation

/// The helper as its users run it.
package enum HelperBinary {
    /// The binary that the environment names, else the one built beside these tests.
    package static let path =
        TestVariable.helperUnderTest.value
        ?? Bundle.main.bundleURL.appendingPathComponent("docker-credential-pat").path

    package static func run(
        _ arguments: [String],
        input: String = "",
        in environment: [String: String]
    ) throws -> Command {
        try Command.run([path] + arguments, input: Data(input.utf8), environment: environment)
    }

    package static func store(_ credential: DockerCredential, in environment: [String: String]) throws -> Command {
        try run(["store"], input: credential.json, in: environment)
    }
}
