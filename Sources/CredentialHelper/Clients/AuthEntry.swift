import PersonalAccessToken

/// An entry of `auths` in docker's configuration, or in podman's: what is known of one registry in plain text, or that
/// somebody has logged in there. (docker/cli, `cli/config/types/authconfig.go` and `configfile/file.go`)
package struct AuthEntry {
    package enum Contents {
        /// No secret: docker leaves `{}` after a login whose secret went to a helper.
        case empty
        /// Base64 of `user:password`, or an identity token, whose user is `<token>` for a helper.
        case credential(username: String, secret: Secret)
        /// A secret that no helper can be given, or a text that docker cannot read either; in words.
        case unusable(String)
    }

    /// The key, to the letter: `ghcr.io`, `https://index.docker.io/v1/`, podman's `quay.io/team`.
    package let server: String
    package let contents: Contents
    /// The keys under which the secret stands, as they are written.
    let secretKeys: [String]

    /// Those of docker's fields that hold a secret which a helper can keep.
    private static let secretFields = ["auth", "username", "password", "identitytoken"]

    init(_ member: JSONMember, in document: JSONDocument) throws(ClientFileError) {
        server = member.key
        let entry = member.value
        guard entry.kind == .object || entry.kind == .null else { throw .wrongType(key: member.key) }
        var fields: [String: JSONValue] = [:]
        var keys: [String] = []
        for name in Self.secretFields + ["registrytoken"] {
            guard let field = try entry.field(name), field.value.kind != .null else { continue }
            guard field.value.kind == .string else { throw .wrongType(key: field.key) }
            // An empty text is as good as none.
            guard field.value.range.count > 2 else { continue }
            fields[name] = field.value
            if Self.secretFields.contains(name) { keys.append(field.key) }
        }
        secretKeys = keys
        contents = Self.contents(of: fields, in: document)
    }

    /// An identity token goes before a password, as in docker's own calls of a helper.
    private static func contents(of fields: [String: JSONValue], in document: JSONDocument) -> Contents {
        if let token = document.secret(fields["identitytoken"]) {
            return .credential(username: "<token>", secret: token)
        }
        if let auth = document.secret(fields["auth"]) {
            guard let contents = decoded(auth) else { return .unusable("its auth is not base64 of user:password") }
            return contents
        }
        if let username = document.string(fields["username"]), let password = document.secret(fields["password"]) {
            return .credential(username: username, secret: password)
        }
        if fields["registrytoken"] != nil { return .unusable("a registry token, which no helper keeps") }
        return .empty
    }

    /// Takes `user:password` apart at the first colon. NUL bytes at its end are padding of old dockers'.
    private static func decoded(_ auth: Secret) -> Contents? {
        auth.expose { text in
            Base64.withDecoded(text.span, in: 0..<text.count, as: .standard) { decoded in
                decoded.withUnsafeBufferPointer { bytes in
                    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
                    let username = UnsafeBufferPointer(rebasing: bytes[..<colon])
                    guard username.span.isUTF8 else { return nil }
                    let rest = bytes[(colon + 1)...]
                    let end = rest.lastIndex { $0 != 0 }.map { $0 + 1 } ?? rest.startIndex
                    let password = Secret(UnsafeBufferPointer(rebasing: rest[..<end]))
                    if password.isEmpty { return .empty }
                    return .credential(username: String(decoding: username, as: UTF8.self), secret: password)
                }
            }
        }
    }
}
