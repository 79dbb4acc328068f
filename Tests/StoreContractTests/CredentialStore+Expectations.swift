import CredentialHelper
import PersonalAccessToken
import TestSupport
import Testing

extension CredentialStore {
    /// Stores a credential.
    func keep(_ server: String, as username: String, secret: String, expiry: Expiry = .unknown) throws {
        let secret = Secret(secret)
        try store(Credential(server: server, username: username, secret: secret, recordedExpiry: expiry))
    }

    /// Expects that exactly this is read back.
    func expect(
        _ server: String,
        as username: String,
        secret: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = try #require(try credential(for: [server]), sourceLocation: sourceLocation)
        // As bytes: `==` would overlook a change of Unicode composition on the way.
        #expect(Array(found.server.utf8) == Array(server.utf8), sourceLocation: sourceLocation)
        #expect(Array(found.username.utf8) == Array(username.utf8), sourceLocation: sourceLocation)
        let bytes = found.secret.expose { Array($0) }
        #expect(bytes == Array(secret.utf8), sourceLocation: sourceLocation)
    }

    /// Expects that an expiry which stands beside the secret of another program is not taken for that secret's:
    /// KeePassXC keeps the attribute when another program replaces the secret.
    /// - Parameter environment: where libsecret's programs find the same keyring.
    func expectExpiryNotInherited(in environment: [String: String]) throws {
        let expires = "2030-01-01T00:00:00Z salt 0123456789abcdef0123456789abcdef"
        try SecretTool.store(
            DockerCredential(server: "ghcr.io", username: "u", secret: "other"),
            expires: expires,
            in: environment
        )
        try expect("ghcr.io", as: "u", secret: "other")
        #expect(try credential(for: ["ghcr.io"])?.recordedExpiry == .unknown)
    }
}
