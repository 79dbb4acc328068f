import TestSupport
import Testing

@testable import CredentialHelper

@Suite("The manual page", .serialized)
struct ManualPageTests {
    private static let file = "scripts/share/man/man1/docker-credential-pat.1"

    @Test("It is made of the texts of verbs, options and settings")
    func written() throws {
        try WrittenText.expect(Self.file, toBe: ManualPage.text)
    }

    @Test("mandoc finds nothing to say of it")
    func lint() throws {
        try DebianPackage.require("mandoc", from: "mandoc")
        let ran = try Command.run(["mandoc", "-T", "lint", Repository.path(Self.file)])
        // Which other pages are there is a matter of the machine.
        let findings = ran.outputText.split(separator: "\n").filter { !$0.contains("referenced manual not found") }
        #expect(findings == [])
    }

    @Test("All that --help says is in it, for a reader on a terminal")
    func reading() throws {
        let ran = try Command.run(["mandoc", "-T", "utf8", "-O", "width=79", Repository.path(Self.file)])
        // What is bold or underlined is struck over: a letter, a backspace, a letter.
        let shown = ran.outputText.replacing(/.\x08/, with: "")
        let lines = shown.split(separator: "\n").map { $0.drop { $0 == " " } }
        for verb in AllVerbs.all {
            #expect(lines.contains { $0.hasPrefix("docker-credential-pat \(verb.name)") }, "\(verb.name)")
            for option in verb.help.options {
                let form = option.form.replacing("|", with: " | ")
                #expect(lines.contains { $0.hasPrefix(form) }, "\(form)")
            }
        }
        for setting in Settings.all { #expect(lines.contains { $0.hasPrefix(setting.name) }, "\(setting.name)") }
        #expect(lines.contains("~/.docker/config.json") && !shown.contains("`"))
    }
}
