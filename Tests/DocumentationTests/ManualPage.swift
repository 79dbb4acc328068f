@testable import CredentialHelper

/// The manual page, made of the texts of the verbs and the settings.
struct ManualPage {
    private var page = Mdoc()

    /// Of what is said here alone, the last change.
    private static let date = "November 29, 2026"
    private static let seeAlso = [
        "docker 1", "docker-login 1", "podman-login 1", "secret-tool 1", "systemd.exec 5", "keyrings 7",
    ]

    static var text: String {
        var manual = ManualPage()
        manual.write()
        return manual.page.text
    }

    private mutating func write() {
        page.line(#".\" Made of the program's own texts, by DocumentationTests with WRITE_DOCUMENTATION=1."#)
        page.line(".Dd \(Self.date)")
        page.line(".Dt DOCKER-CREDENTIAL-PAT 1")
        page.line(".Os")
        page.section("NAME")
        page.line(".Nm docker-credential-pat")
        page.line(".Nd \(Manual.title)")
        page.section("SYNOPSIS")
        for verb in AllVerbs.all {
            page.line(".Nm")
            page.line(".\(Self.form(of: verb))")
        }
        page.section("DESCRIPTION")
        page.paragraph(Manual.introduction)
        page.line(".Pp")
        page.paragraph(Manual.plugin)
        writeVerbs("Verbs of the protocol, for clients and for you", AllVerbs.ofTheProtocol)
        writeVerbs("Verbs for you", AllVerbs.forPeople)
        page.section("SERVER NAMES")
        page.paragraph(Manual.serverNames)
        page.section("SETTINGS")
        page.paragraph(Manual.settings)
        page.list(Settings.all.map { ("Ev \($0.name)", $0.help.withStandard.sentence) })
        page.section("ENVIRONMENT")
        page.list(Manual.environment.map { ("Ev \($0.term)", $0.text.sentence) })
        page.section("FILES")
        page.list(Manual.files.map { ("Pa \(Mdoc.escapedCode($0.term))", $0.text.sentence) })
        page.section("EXIT STATUS")
        page.list(Manual.exitStatuses.map { ($0.term, $0.text.sentence) })
        page.line(".Pp")
        page.paragraph(Manual.failures)
        writeExamples()
        page.section("SEE ALSO")
        for (index, name) in Self.seeAlso.enumerated() {
            page.line(".Xr \(name)\(index == Self.seeAlso.count - 1 ? "" : " ,")")
        }
    }

    private mutating func writeVerbs(_ title: String, _ verbs: [any Verb.Type]) {
        page.line(".Ss \(title)")
        page.line(".Bl -tag -width Ds")
        for verb in verbs {
            let help = verb.help
            page.line(".It \(Self.form(of: verb))")
            for (index, paragraph) in ([help.summary.sentence] + help.description).enumerated() {
                if index > 0 { page.line(".Pp") }
                page.paragraph(paragraph)
            }
            let arguments =
                help.operands.map { ("Ar \($0.name)", $0.text.sentence) }
                + help.options.map { (Self.form(of: $0), $0.text.sentence) }
            if !arguments.isEmpty { page.list(arguments) }
        }
        page.line(".El")
    }

    private mutating func writeExamples() {
        page.section("EXAMPLES")
        page.line(".Bl -tag -width Ds")
        for example in AllVerbs.all.flatMap({ $0.help.examples }) {
            page.line(".It Nm Ic \(Mdoc.argument(example.arguments))")
            page.paragraph(example.text.sentence)
        }
        page.line(".El")
    }

    private static func form(of verb: any Verb.Type) -> String {
        let operands = verb.help.operands.map { $0.isOptional ? "Oo Ar \($0.name) Oc" : "Ar \($0.name)" }
        let options = verb.help.options.map { "Oo \(form(of: $0)) Oc" }
        return (["Cm \(verb.name)"] + operands + options).joined(separator: " ")
    }

    private static func form(of option: OptionHelp) -> String {
        let name = "Fl \(Mdoc.escapedCode(option.name.dropFirst()))"
        guard let value = option.value else { return name }
        if case .words(let words) = option.candidates { return "\(name) Cm \(words.joined(separator: " | "))" }
        return "\(name) Ar \(value)"
    }
}
