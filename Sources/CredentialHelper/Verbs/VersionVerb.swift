/// `version`: answers with this program's version.
struct VersionVerb: Verb {
    static var name: String { "version" }
    static var otherNames: [String] { ["--version", "-v"] }
    static var help: VerbHelp {
        VerbHelp(summary: "write the version (also `--version`, `-v`)")
    }

    init(_ arguments: inout Arguments) {}

    func run(_ helper: Helper) throws -> ExitStatus {
        try helper.print("docker-credential-pat \(helper.version)\n")
        return .done
    }
}
