/// What a change of a client's file means, for people.
extension ClientFileChange {
    /// Before it is made: they go on from "will".
    var intentions: [String] { additions.map { "put in \($0)" } + removals.map { "take out \($0)" } }

    /// When it has been made.
    func results(in path: String) -> [String] {
        additions.map { "put into \(path): \($0)" } + removals.map { "took out of \(path): \($0)" }
    }

    private var additions: [String] {
        var lines: [String] = []
        if case .set(let helper)? = credsStore { lines.append(#""credsStore": "\#(helper)""#) }
        var registries: [(helper: String, names: [String])] = []
        for case (let registry, .set(let helper)) in credHelpers {
            if let index = registries.firstIndex(where: { $0.helper == helper }) {
                registries[index].names.append(registry)
            } else {
                registries.append((helper, [registry]))
            }
        }
        return lines + registries.map { #""credHelpers": "\#($0.helper)" for \#($0.names.enumeration)"# }
    }

    private var removals: [String] {
        let helpers = credHelpers.filter { $0.edit == .remove }.map(\.registry)
        let lines = credsStore == .remove ? [#""credsStore""#] : []
        return lines + (helpers.isEmpty ? [] : [#""credHelpers" for \#(helpers.enumeration)"#])
    }
}

extension [String] {
    /// `a, b and c`, of names.
    fileprivate var enumeration: String {
        let names = map(\.printableName)
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
