import Glibc

/// The link by which clients find this program as the helper of a profile.
extension ProgramLink {
    /// The one that is there; else where one can be made: beside the program, or in `~/.local/bin` where this user may
    /// not write there.
    /// - Parameter program: the path of this program.
    static func helper(
        of profile: Profile,
        _ environment: [String: String],
        to program: String
    ) -> ProgramLink {
        let name = "docker-credential-\(profile.helperName)"
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/.local/bin" : nil }
        let places = [parentDirectory(of: program)] + (home.map { [$0] } ?? [])
        let links = places.map { ProgramLink(path: "\($0)/\(name)", program: program) }
        // A package, or somebody by hand, may have made one elsewhere.
        let found = SearchPath(environment).program(named: name).map { ProgramLink(path: $0, program: program) }
        if let found, found.state == .present { return found }
        return links.first { $0.state == .present } ?? links.first { $0.state == .outdated && $0.canBeMade }
            ?? links.first(where: \.canBeMade) ?? links[links.count - 1]
    }

    private var canBeMade: Bool {
        access(nearestDirectory(above: path), W_OK) == 0 && FileOwner.foreignDirectory(of: path) == nil
    }
}
