import Foundation

/// libsecret's own command: another program's look at the keyring.
package enum SecretTool {
    /// How many items there are for this server, whoever made them.
    package static func countItems(for server: String, in environment: [String: String]) throws -> Int {
        let found = try Command.run(["secret-tool", "search", "--all", "server", server], environment: environment)
        return found.outputText.split(separator: "\n").count { $0.hasPrefix("[/") || $0 == "[no path]" }
    }

    /// The secret of the item with these attributes, and "" when there is none.
    package static func lookup(_ attributes: [String: String], in environment: [String: String]) throws -> String {
        let words = attributes.flatMap { [$0.key, $0.value] }
        return try Command.run(["secret-tool", "lookup"] + words, environment: environment).outputText
    }

    /// Makes an item as docker-credential-secretservice does, beside those that are there.
    /// - Parameters:
    ///   - expires: the attribute in which an expiry is recorded.
    ///   - collection: the alias of the collection; by default the default one.
    package static func store(
        _ credential: DockerCredential,
        expires: String? = nil,
        collection: String? = nil,
        in environment: [String: String]
    ) throws {
        var attributes = [
            "server": credential.server, "docker_cli": "1", "username": credential.username,
            "label": "Docker Credentials", "xdg:schema": "io.docker.Credentials",
        ]
        attributes["expires"] = expires
        try store(
            credential.secret,
            label: credential.server,
            attributes: attributes,
            collection: collection,
            in: environment
        )
    }

    package static func store(
        _ secret: String,
        label: String,
        attributes: [String: String],
        collection: String? = nil,
        in environment: [String: String]
    ) throws {
        let place = collection.map { ["--collection=\($0)"] } ?? []
        let stored = try Command.run(
            ["secret-tool", "store", "--label=\(label)"] + place + attributes.flatMap { [$0.key, $0.value] },
            input: Data(secret.utf8),
            environment: environment
        )
        guard stored.status == 0 else { throw Failed(reason: stored.errorText) }
    }

    package struct Failed: Error {
        let reason: String
    }
}
