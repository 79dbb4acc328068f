/// What there is to do, as a value that can be shown.
struct SetupPlan {
    let steps: [any SetupStep]

    /// Those that have something to do.
    var pending: [any SetupStep] { steps.filter { !$0.isDone } }
    var needsConsent: Bool { pending.contains { $0.needsConsent } }

    /// A heading for each section, and below it what was found and will be done.
    var lines: [String] {
        let sections = steps.flatMap(\.sections).filter { !$0.findings.isEmpty || !$0.actions.isEmpty }
        let lines = sections.flatMap { section in
            [section.heading] + section.findings.map { "  \($0)" } + section.actions.map { "  will \($0)" }
        }
        return lines + (pending.isEmpty ? ["nothing to do"] : [])
    }
}
