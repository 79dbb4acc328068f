import PersonalAccessToken

/// `doctor`: looks for what may be wrong, and says how to mend it.
struct DoctorVerb: Verb {
    static var name: String { "doctor" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "look for what may be wrong, and say how to mend it",
            description: [
                """
                It looks at the program that docker starts, at the files that docker, podman and buildx read, at the \
                keyring and what is in it, at the settings, and at the machine. Each finding is ok, a note, or a \
                problem with the way to mend it. The exit status is 1 if there is a problem.
                """,
                """
                Without `--fix` it changes nothing and asks nothing. It uses no network, and is done in 5 seconds; \
                what it could not look at by then, or behind a lock, it says.
                """,
            ],
            options: [
                OptionHelp(
                    "--only",
                    value: "CHECKS",
                    text: "make these checks alone: words of the second column, with commas between them"
                ),
                OptionHelp(
                    "--fix",
                    text: "ask which items of one server, or of which account, are to go, and remove them"
                ),
                OptionHelp("--json", text: "as JSON, in one line"),
            ],
            examples: [ExampleHelp(arguments: "doctor --only docker,program", text: "does docker find the helper?")]
        )
    }

    private var isJSON = false
    /// Whether to mend what can be mended here.
    private var isRepair = false
    private var checks = DoctorChecks.all

    init(_ arguments: inout Arguments) throws {
        while let option = arguments.nextOption() {
            switch option {
            case "--json": isJSON = true
            case "--fix": isRepair = true
            case "--only": checks = try DoctorChecks.named(arguments.value(), by: option)
            default: throw UsageError()
            }
        }
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        if isRepair { try Repair(helper).run() }
        let examination = Examination(
            machine: Machine(environment: helper.environment, now: helper.now()),
            version: helper.version,
            keyrings: helper.keyrings
        )
        let report = DoctorReport(examination, checks: checks)
        if isJSON {
            try helper.console.writeOutput(report.json)
        } else {
            try helper.print(report.text(isColoured: helper.hasColour))
        }
        return report.hasProblem ? .failed : .done
    }
}
