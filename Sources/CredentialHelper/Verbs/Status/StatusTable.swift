import PersonalAccessToken

/// The table of `status` and `check`.
struct StatusTable {
    private let rows: [StatusRow]
    /// Whether there is a column for what the registries say.
    private let hasRegistry: Bool
    /// Whether there is a column for the profiles.
    private let showsProfiles: Bool

    /// - Parameter showsProfiles: whether to say of each credential which profile it is of.
    init(_ rows: [StatusRow], showsProfiles: Bool) {
        self.rows = rows
        hasRegistry = rows.contains { $0.registry != nil }
        self.showsProfiles = showsProfiles
    }

    var isEmpty: Bool { rows.isEmpty }

    /// - Parameter width: of a line, as `TextTable` has it.
    func text(isColoured: Bool, within width: Int? = nil) -> String {
        let header =
            (showsProfiles ? ["PROFILE"] : []) + ["SERVER", "ACCOUNT", "KIND", "TOKEN", "EXPIRES"]
            + (hasRegistry ? ["REGISTRY"] : []) + ["STATE"]
        let names = 0..<(showsProfiles ? 4 : 3)
        return TextTable([header] + rows.map(cells), cutting: names).text(within: width) { line in
            isColoured && line > 0 ? rows[line - 1].colour : nil
        }
    }

    private func cells(of row: StatusRow) -> [String] {
        let expires =
            switch row.expiry {
            case .at(let time): time.date
            case .never: "never"
            case .unknown: "-"
            }
        let unseen = row.state == .locked ? "locked" : "-"
        return (showsProfiles ? [row.profile.name] : []) + [
            row.server.printableName, row.username.printableName, row.kind?.shortName ?? unseen,
            row.masked ?? unseen, expires,
        ] + (hasRegistry ? [row.registry?.rawValue ?? "-"] : []) + [row.state.rawValue]
    }
}

extension StatusRow {
    fileprivate var colour: Int? { registry == .refused ? State.expired.colour : state.colour }
}

extension StatusRow.State {
    fileprivate var colour: Int? {
        switch self {
        case .expired: 31  // red
        case .expiring, .locked, .unusable: 33  // yellow
        case .ok, .never, .unknown, .automatic: nil
        }
    }
}
