import Foundation
import TestSupport

/// What Docker Hub has: accounts, and their access tokens.
struct HubAccounts: Encodable {
    /// By the accounts' names.
    var passwords = ["octavia": HubAccounts.password]
    /// Of their second factors.
    var codes: [String: String] = [:]
    /// Whose docker's web login is, by its access token.
    var webLogins: [String: String] = [:]
    var tokens: [Token] = []

    static let password = "the password of an account"

    struct Token: Encodable {
        let token: String
        var label = "laptop"
        var scope = "repo:write"
        var created = "2026-11-01T10:00:00.123456Z"
        var expires: String?
        var owner = "octavia"
        var isActive = true

        private enum CodingKeys: String, CodingKey {
            case token, owner, scopes
            case label = "token_label"
            case created = "created_at"
            case expires = "expires_at"
            case isActive = "is_active"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(token, forKey: .token)
            try container.encode(owner, forKey: .owner)
            try container.encode([scope], forKey: .scopes)
            try container.encode(label, forKey: .label)
            try container.encode(created, forKey: .created)
            try container.encode(expires, forKey: .expires)
            try container.encode(isActive, forKey: .isActive)
        }
    }

    /// A token as docker keeps it of its web login: a JWT that ends at this time.
    static func webLogin(endingAt time: Int = 4_102_444_800) -> String {
        let part = { (text: String) in text.base64.replacing("=", with: "") }
        return [#"{"alg":"RS256"}"#, #"{"iss":"https://login.docker.com/","exp":\#(time)}"#, "x"].map(part)
            .joined(separator: ".")
    }
}

/// One request that comes to no good end.
struct Cut: Encodable {
    enum How: String, Encodable, CaseIterable {
        /// The connection breaks before anything is done.
        case before
        /// It breaks when all is done.
        case after
        /// It breaks in the middle of the answer.
        case half
        /// The helper is killed before anything is done.
        case killBefore
        /// The helper is killed when all is done, and is not told.
        case killAfter
    }

    /// 1 for the first of all.
    let request: Int
    let how: How
}

/// What happens when one request is being answered.
struct Trouble: Encodable {
    /// 1 for the first of all.
    let request: Int
    /// For a shell, in the private network, before the answer is given.
    let command: String
}

/// An access token as Docker Hub has it in the end.
struct HubToken: Decodable {
    let uuid: String
    let token: String
    let label: String
    let scopes: [String]
    let expires: String?
    let isActive: Bool

    private enum CodingKeys: String, CodingKey {
        case uuid, token, scopes
        case label = "token_label"
        case expires = "expires_at"
        case isActive = "is_active"
    }
}

extension PrivateNetwork {
    /// A network with Docker Hub on it, and its registry.
    static func withDockerHub(
        _ hub: HubAccounts,
        cut: Cut? = nil,
        trouble: Trouble? = nil,
        keyring: KeyringSession? = nil,
        diskSize: Int? = nil
    ) throws -> PrivateNetwork {
        // Not a real registry: it believes everything that its token server has given out.
        let challenge = #"Bearer realm="https://auth.docker.io/token",service="registry.docker.io""#
        let routes = [
            Route("GET auth.docker.io/token", kind: .token),
            Route("GET registry-1.docker.io/v2/", kind: .bearer).with("WWW-Authenticate", challenge),
        ]
        return try PrivateNetwork(
            routes,
            hub: hub,
            cut: cut,
            trouble: trouble,
            keyring: keyring,
            diskSize: diskSize
        )
    }

    /// The access tokens that there are, the newest first.
    var hubTokens: [HubToken] {
        get throws {
            try JSONDecoder().decode([HubToken].self, from: Data(contentsOf: URL(fileURLWithPath: path("hub.json"))))
        }
    }

    /// The secret that is kept for Docker Hub.
    var keptSecret: String? {
        get throws {
            let answer = try helper("get", input: "https://index.docker.io/v1/")
            return answer.status == 0 ? try answer.credential.secret : nil
        }
    }

    /// The files that were made for tokens.
    var rescueFiles: [String] {
        let directory = environment["HOME"]! + "/.local/state/docker-credential-pat"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: outside(directory))) ?? []
        return names.filter { $0.hasPrefix("new-token-") }.map { "\(directory)/\($0)" }
    }
}
