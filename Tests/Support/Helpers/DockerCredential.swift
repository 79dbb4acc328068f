import Foundation

/// The JSON object of the protocol: a client writes it to `store`, and the helper answers `get` with it.
package struct DockerCredential: Codable, Hashable, Sendable {
    package var server: String
    package var username: String
    package var secret: String

    package init(server: String, username: String, secret: String) {
        self.server = server
        self.username = username
        self.secret = secret
    }

    private enum CodingKeys: String, CodingKey {
        case server = "ServerURL"
        case username = "Username"
        case secret = "Secret"
    }

    /// As docker and the helper write it, without a newline at its end.
    package var json: String {
        let members = [(CodingKeys.server, server), (.username, username), (.secret, secret)]
        return "{" + members.map { "\"\($0.rawValue)\":" + Self.quoted($1) }.joined(separator: ",") + "}"
    }

    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        // Text is never refused.
        return String(decoding: try! encoder.encode(text), as: UTF8.self)
    }
}

extension Command {
    /// What a helper answered to `get`.
    package var credential: DockerCredential {
        get throws { try JSONDecoder().decode(DockerCredential.self, from: output) }
    }

    /// What a helper answered to `list`: the username of each server.
    package var accounts: [String: String] {
        get throws { try JSONDecoder().decode([String: String].self, from: output) }
    }
}
