/// Whether every helper that a client's file names is there: without it docker fails at every pull.
enum NamedHelperCheck: DoctorCheck {
    static var name: String { "helpers" }

    static func findings(in examination: Examination) -> [Finding] {
        let programs = examination.machine.searchPath
        var there: [String] = []
        var missing: [Finding] = []
        for found in examination.clientFiles.all {
            // Of this program itself `ProgramCheck` has spoken.
            for helper in found.helpers where helper != "pat" {
                let program = "docker-credential-\(helper)"
                if programs.program(named: program) != nil {
                    if !there.contains(program) { there.append(program) }
                } else {
                    missing.append(
                        .problem(
                            "\(found.path) names the helper \(helper), and there is no \(program) on PATH",
                            hint: "install it, or take it out of the file: what asks for it fails at every pull"
                        )
                    )
                }
            }
        }
        if !missing.isEmpty { return missing }
        return there.isEmpty ? [] : [.ok("other helpers that are named are there: \(there.joined(separator: ", "))")]
    }
}
