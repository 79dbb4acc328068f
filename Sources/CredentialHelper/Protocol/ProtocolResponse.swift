/// What the helper answers in the protocol: one line of JSON each, `/` unescaped, keys in a fixed order.
///
/// Written by hand since Foundation's encoder would leave copies of the secret in memory that nobody can wipe.
enum ProtocolResponse {
    /// - Parameter server: as the client has named it, which may be another spelling than the one that is kept.
    static func credential(_ credential: Credential, server: String) -> Secret {
        let line = Secret(capacity: credential.secret.count + 1024)
        line.append(#"{"ServerURL":"#)
        line.appendJSON(server)
        line.append(#","Username":"#)
        line.appendJSON(credential.username)
        line.append(#","Secret":"#)
        credential.secret.expose(line.appendJSON)
        line.append("}\n")
        return line
    }

    /// One object of server to account, sorted by the server's bytes.
    static func accounts(_ accounts: [Account]) -> Secret {
        let line = Secret(capacity: accounts.count * 64)
        line.append("{")
        let sorted = accounts.sorted { $0.server.utf8.lexicographicallyPrecedes($1.server.utf8) }
        for (index, account) in sorted.enumerated() {
            if index > 0 { line.append(",") }
            line.appendJSON(account.server)
            line.append(":")
            line.appendJSON(account.username)
        }
        line.append("}\n")
        return line
    }
}
