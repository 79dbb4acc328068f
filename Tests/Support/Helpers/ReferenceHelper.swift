import Foundation

/// Docker's own helper for the Secret Service: an independent look at the keyring, and items as it makes them.
package struct ReferenceHelper {
    private let environment: [String: String]

    package init(in environment: [String: String]) throws {
        try DebianPackage.require("docker-credential-secretservice", from: "golang-docker-credential-helpers")
        self.environment = environment
    }

    /// What is kept for exactly `server`.
    package func credential(for server: String) throws -> DockerCredential? {
        let answer = try run("get", input: server)
        return answer.status == 0 ? try answer.credential : nil
    }

    /// The server and the username of every item.
    package func accounts() throws -> [String: String] {
        try run("list").accounts
    }

    package func store(_ credential: DockerCredential) throws -> Command {
        try run("store", input: credential.json)
    }

    package func erase(_ server: String) throws -> Command {
        try run("erase", input: server)
    }

    private func run(_ verb: String, input: String = "") throws -> Command {
        try Command.run(
            ["docker-credential-secretservice", verb],
            input: Data(input.utf8),
            environment: environment
        )
    }
}
