import PersonalAccessToken

/// The table of `tokens`.
enum TokensTable {
    /// So many characters of a number tell one token from the others.
    private static let shownID = 8

    static func text(_ tokens: [IssuedToken], keptID: String?, now: UnixTime, within width: Int?) -> String {
        let header = ["ID", "DESCRIPTION", "PERMISSION", "STATUS", "CREATED", "LAST USED", "EXPIRES"]
        let rows = tokens.map { token in
            let mark = token.id == keptID ? "*" : ""
            return [
                String(token.id.printable.prefix(shownID)) + mark, token.description.printableName,
                token.permission?.rawValue ?? "-", token.status(at: now), token.created?.date ?? "-",
                token.lastUsed?.date ?? "never", expiry(of: token),
            ]
        }
        return TextTable([header] + rows, cutting: 1..<2).text(within: width)
    }

    private static func expiry(of token: IssuedToken) -> String {
        switch token.expiry {
        case .at(let time): time.date
        case .never: "never"
        case .unknown: "-"
        }
    }
}

extension IssuedToken {
    func status(at now: UnixTime) -> String {
        if expiry.isExpired(at: now) { return "expired" }
        return isActive ? "active" : "disabled"
    }
}
