import PersonalAccessToken

/// The form of `status --json` and `check --json`, which does not change; keys may be added.
///
///     {"keyring":"service","complete":true,"credentials":[
///       {"server":"ghcr.io","account":"octocat","kind":"githubPersonalAccessToken","token":"ghp_…Z0ln",
///        "expires":"2027-03-01T23:59:59Z","state":"ok","profile":"default"}]}
///
/// `keyring` is service or file; `kind` and `token` are null when the secret is locked or unusable; `expires` is a date
/// and time of RFC 3339, "never", or null when unknown; `state` is ok, expiring, expired, never, unknown, locked,
/// unusable or automatic. `check` adds `registry`: works, refused, unreachable or unknown.
enum StatusJSON {
    static func text(_ rows: [StatusRow], of keyring: KeyringKind, isIncomplete: Bool) -> Secret {
        let line = Secret(capacity: 256 * (rows.count + 1))
        line.append(#"{"keyring":"#)
        line.appendJSON(keyring.rawValue)
        line.append(isIncomplete ? #","complete":false,"credentials":["# : #","complete":true,"credentials":["#)
        for (index, row) in rows.enumerated() {
            line.append(index > 0 ? #",{"server":"# : #"{"server":"#)
            line.appendJSON(row.server)
            line.append(#","account":"#)
            line.appendJSON(row.username)
            line.append(#","kind":"#)
            line.appendJSON(orNull: row.kind?.rawValue)
            line.append(#","token":"#)
            line.appendJSON(orNull: row.masked)
            line.append(#","expires":"#)
            line.appendJSON(orNull: row.expiry.recorded)
            line.append(#","state":"#)
            line.appendJSON(row.state.rawValue)
            line.append(#","profile":"#)
            line.appendJSON(row.profile.name)
            if let word = row.registry {
                line.append(#","registry":"#)
                line.appendJSON(word.rawValue)
            }
            line.append("}")
        }
        line.append("]}\n")
        return line
    }
}
