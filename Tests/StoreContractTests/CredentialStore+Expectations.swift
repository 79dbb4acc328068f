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
}
