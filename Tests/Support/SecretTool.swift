import Foundation

/// libsecret's own command, as a witness.
package enum SecretTool {
    /// How many items there are with this server, whoever made them.
    package static func items(of server: String, in environment: [String: String]) throws -> Int {
        let found = try Command.run(["secret-tool", "search", "--all", "server", server], environment: environment)
        return found.outputText.split(separator: "\n").count { $0.hasPrefix("[/") || $0 == "[no path]" }
    }

    /// Makes an item as docker-credential-secretservice does, beside those that are there.
    /// - Parameter expires: the attribute in which an expiry is recorded.
    package static func store(
        _ server: String,
        _ username: String,
        _ secret: String,
        expires: String? = nil,
        in environment: [String: String]
    ) throws {
        let attributes =
            [
                "server", server, "docker_cli", "1", "username", username, "label", "Docker Credentials", "xdg:schema",
                "io.docker.Credentials",
            ] + (expires.map { ["expires", $0] } ?? [])
        let stored = try Command.run(
            ["secret-tool", "store", "--label=\(server)"] + attributes,
            input: Data(secret.utf8),
            environment: environment
        )
        guard stored.status == 0 else { throw Failed(reason: stored.errorText) }
    }

    package struct Failed: Error {
        let reason: String
    }
}
