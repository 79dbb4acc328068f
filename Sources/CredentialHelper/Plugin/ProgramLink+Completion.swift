import Glibc

/// The link by which bash-completion finds the completion of a profile's program: it looks for a file of the program's
/// own name.
extension ProgramLink {
    private static let place = "bash-completion/completions"

    /// `nil` where the environment does not say where a user's own completions are, or the helper's are not installed.
    static func completion(of profile: Profile, _ environment: [String: String]) -> ProgramLink? {
        guard let own = try? BaseDirectory.data.base(in: environment) else { return nil }
        let shared = environment["XDG_DATA_DIRS"].flatMap { $0.isEmpty ? nil : $0 } ?? "/usr/local/share:/usr/share"
        let path = "\(own)/\(place)/docker-credential-\(profile.helperName)"
        let files = ([own] + shared.split(separator: ":").map(String.init)).map { directory in
            "\(directory)/\(place)/\(Invocation.helperName)"
        }
        let installed = files.first { access($0, R_OK) == 0 }
        let link = ProgramLink(path: path, program: installed ?? files[0])
        // One that was made is taken out again, also when what it leads to has gone.
        return installed != nil || link.isOwn ? link : nil
    }
}
