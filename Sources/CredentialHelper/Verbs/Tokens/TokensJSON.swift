import PersonalAccessToken

/// The form of `tokens --json`, which does not change; keys may be added.
///
///     {"account":"octavia","tokens":[{"id":"…","description":"ci","permission":"read","active":true,
///       "created":"2026-11-29T20:00:00Z","lastUsed":null,"expires":"2027-02-27T20:00:00Z","kept":true}]}
///
/// `permission` is public-read, read, write, delete or null; times are of RFC 3339, or null; `expires` may be "never";
/// `kept` says whether it is the one that is kept here.
enum TokensJSON {
    static func text(_ tokens: [IssuedToken], of username: String, keptID: String?) -> Secret {
        let line = Secret(capacity: 256 * (tokens.count + 1))
        line.append(#"{"account":"#)
        line.appendJSON(username)
        line.append(#","tokens":["#)
        for (index, token) in tokens.enumerated() {
            line.append(index > 0 ? #",{"id":"# : #"{"id":"#)
            line.appendJSON(token.id)
            line.append(#","description":"#)
            line.appendJSON(token.description)
            line.append(#","permission":"#)
            line.appendJSON(orNull: token.permission?.rawValue)
            line.append(token.isActive ? #","active":true,"created":"# : #","active":false,"created":"#)
            line.appendJSON(orNull: token.created?.rfc3339)
            line.append(#","lastUsed":"#)
            line.appendJSON(orNull: token.lastUsed?.rfc3339)
            line.append(#","expires":"#)
            line.appendJSON(orNull: token.expiry.recorded)
            line.append(token.id == keptID ? #","kept":true}"# : #","kept":false}"#)
        }
        line.append("]}\n")
        return line
    }
}
