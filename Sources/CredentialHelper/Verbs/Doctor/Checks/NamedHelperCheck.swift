/// Whether every helper that a client's file names is there: without it docker fails at every pull.
enum NamedHelperCheck: DoctorCheck {
    static var name: String { "helpers" }

    static func findings(in examination: Examination) -> [Finding] {
        let programs = examination.machine.searchPath
        var there: [String] = []
        var missing: [Finding] = []
        for (helper, path) in named(in: examination) {
            let program = "docker-credential-\(helper)"
            if programs.program(named: program) != nil {
                if !there.contains(program) { there.append(program) }
            } else {
                missing.append(
                    .problem(
                        "\(path) names the helper \(helper), and there is no \(program) on PATH",
                        hint: hint(for: helper) + ": what asks for it fails at every pull"
                    )
                )
            }
        }
        if !missing.isEmpty { return missing }
        return there.isEmpty ? [] : [.ok("other helpers that are named are there: \(there.joined(separator: ", "))")]
    }

    /// The helpers that are named, but for this program itself, of which `ProgramCheck` has spoken.
    private static func named(in examination: Examination) -> [(helper: String, path: String)] {
        let inFiles = examination.clientFiles.all.flatMap { found in found.helpers.map { ($0, found.path) } }
        let ofPodman = RegistriesFile.credentialHelpers(examination.machine).map { named in
            named.names.filter { $0 != RegistriesFile.authFiles }.map { ($0, named.path) }
        }
        return (inFiles + (ofPodman ?? [])).filter { $0.0 != "pat" }
    }

    private static func hint(for helper: String) -> String {
        if let profile = Profile(helperName: helper), !profile.isDefault {
            return "docker-credential-pat setup --profile \(profile.name) makes it"
        }
        return "install it, or take it out of the file"
    }
}
