import Foundation

/// The helper as its users run it.
package enum HelperBinary {
    /// The binary that the environment names, else the one built beside these tests.
    package static let path =
        TestVariable.helperUnderTest.value
        ?? Bundle.main.bundleURL.appendingPathComponent("docker-credential-pat").path

    /// Copies it into a directory, for users who may not enter the one where it was built.
    /// - Returns: the copy's path.
    package static func copy(forEveryUserIn directory: TemporaryDirectory) throws -> String {
        chmod(directory.path, 0o755)
        let copy = directory / "helper"
        try TestProgram.copy(path, to: copy)
        return copy
    }

    package static func run(
        _ arguments: [String],
        input: String = "",
        in environment: [String: String]
    ) throws -> Command {
        try Command.run([path] + arguments, input: Data(input.utf8), environment: environment)
    }

    /// Runs a script of bash's in which `$0` is the helper, and `$1` the first of `arguments`.
    package static func runScript(
        _ script: String,
        arguments: [String] = [],
        in environment: [String: String],
        limit: Double = 60
    ) throws -> Command {
        try Command.run(["bash", "-c", script, path] + arguments, environment: environment, limit: limit)
    }

    package static func store(_ credential: DockerCredential, in environment: [String: String]) throws -> Command {
        try run(["store"], input: credential.json, in: environment)
    }
}
