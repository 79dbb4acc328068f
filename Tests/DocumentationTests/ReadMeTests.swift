import Testing

@testable import CredentialHelper

@Suite("The README's tables", .serialized)
struct ReadMeTests {
    /// More options than these would hide the rest of the table.
    private static let mostOptions = 4

    @Test("Verbs")
    func verbs() throws {
        let rows = AllVerbs.all.map { verb in
            let parts = verb.synopsis
            let isLong = verb.help.options.count > Self.mostOptions
            let form = isLong ? parts.dropLast(verb.help.options.count) + ["[OPTION]…"] : parts[...]
            return row("`\(form.joined(separator: " "))`", verb.help.summary)
        }
        try WrittenText.expectTable(under: "Verbs", toBe: ["| Verb | Does |", "|---|---|"] + rows)
    }

    @Test("Settings")
    func settings() throws {
        let rows = Settings.all.map { row("`\($0.name)`", $0.help.text, $0.help.standard ?? "") }
        try WrittenText.expectTable(under: "Settings", toBe: ["| Name | Value | Default |", "|---|---|---|"] + rows)
    }

    /// A bar would end the cell, in code, too.
    private func row(_ cells: String...) -> String {
        let texts = cells.map { $0.replacing("|", with: #"\|"#) }
        return "| " + texts.map { $0.isEmpty ? "" : "\($0) " }.joined(separator: "| ") + "|"
    }
}
