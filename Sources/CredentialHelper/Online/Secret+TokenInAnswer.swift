import PersonalAccessToken

extension Secret {
    /// The string of the key `token` in an object of JSON, as the issuers answer, whose end may be missing; `nil` when
    /// it has none that is whole.
    package var tokenInAnswer: Secret? {
        var found: Secret?
        expose { bytes in
            var cursor = JSONCursor()
            // What comes after the token need not be there.
            try? cursor.object(in: bytes.span) { cursor, key throws(JSONError) in
                guard key == "token" else { return try cursor.skip(in: bytes.span) }
                let token = Secret(capacity: bytes.count - cursor.position)
                try cursor.string(in: bytes.span, receive: token.append)
                if !token.isEmpty { found = token }
            }
        }
        return found
    }
}
