import TestSupport
import Testing

@testable import CredentialHelper

@Suite("Help")
struct HelpTests {
    private let console = TestConsole()

    private func output(of arguments: [String]) -> String {
        #expect(console.run(arguments, over: InMemoryStore()) == 0)
        #expect(console.error == "" && console.readCount == 0)
        return console.output
    }

    @Test("All in short, however it is asked for", arguments: [["--help"], ["-h"], ["help"], ["help", "--help"]])
    func inShort(_ arguments: [String]) {
        let lines = output(of: arguments).split(separator: "\n")
        let names = AllVerbs.all.map { $0.name } + Settings.all.map { $0.name }
        for name in names { #expect(lines.contains { $0 == "  \(name)" || $0.hasPrefix("  \(name) ") }, "\(name)") }
        for verb in AllVerbs.ofTheProtocol { #expect(lines[0].contains(verb.name)) }
        for verb in AllVerbs.forPeople { #expect(lines[1...3].joined().contains(verb.name)) }
    }

    @Test("Each verb's own, however it is asked for", arguments: AllVerbs.all.map { $0.name })
    func ofVerb(_ name: String) throws {
        let verb = try AllVerbs.type(named: name)
        let text = output(of: ["help", name])
        if name != "help" {
            #expect(output(of: [name, "--help"]) == text)
            #expect(output(of: [name, "-h"]) == text)
            #expect(output(of: ["--help", name]) == text)
        }
        #expect(text.hasPrefix("Usage: docker-credential-pat \(name)"))
        for operand in verb.help.operands { #expect(text.contains("\n  \(operand.name) "), "\(operand.name)") }
        for option in verb.help.options {
            #expect(text.contains("[\(option.form)]"))
            #expect(text.contains("\n  \(option.form)"))
        }
    }

    @Test("No line is longer than a terminal's, or has a backtick or a space at its end")
    func layout() {
        for words in [["--help"]] + AllVerbs.all.map({ ["help", $0.name] }) {
            for line in output(of: words).split(separator: "\n", omittingEmptySubsequences: false) {
                #expect(line.count < 80, "\(line)")
                #expect(!line.contains("`") && !line.hasSuffix(" "), "\(line)")
            }
        }
    }

    @Test("After -- it is a server's name, however odd")
    func noHelp() {
        #expect(console.run(["get", "--", "--help"], over: InMemoryStore()) == 1)
        #expect(console.output == "credentials not found in native keychain\n")
    }

    private func problem(with words: [String]) throws -> UsageError.Problem? {
        do {
            _ = try AllVerbs.asked(by: words)
            return nil
        } catch let error as UsageError {
            return error.problem
        }
    }

    /// What a verb takes is in its `init`, and what is said of it in its `help`.
    @Test("A verb takes the options that its help names", arguments: AllVerbs.all.map { $0.name })
    func options(_ name: String) throws {
        let verb = try AllVerbs.type(named: name)
        let start = [name] + verb.help.operands.filter { !$0.isOptional }.map { _ in "ghcr.io" }
        for option in verb.help.options {
            guard option.value != nil else {
                #expect(try problem(with: start + [option.name]) == nil)
                #expect(try problem(with: start + [option.name + "=x"]) == .needlessValue(option: option.name))
                continue
            }
            #expect(try problem(with: start + [option.name]) == .noValue(option: option.name))
            let values = if case .words(let words) = option.candidates { words } else { ["14d", "2h", "/x"] }
            // A value of another form is an error of its own.
            let accepted = values.filter { (try? problem(with: start + [option.name, $0])) == .some(nil) }
            #expect(!accepted.isEmpty, "\(option.form)")
            if case .words = option.candidates { #expect(accepted == values) }
        }
    }

    @Test(
        "The word that was meant",
        arguments: [
            ("statsu", "status"), ("stat", "status"), ("ger", "get"), ("unlcok", "unlock"), ("s", nil), ("", nil),
            ("st", nil), ("frobnicate", nil), ("GET", nil), ("abcdef", nil),
        ] as [(String, String?)]
    )
    func meant(_ typed: String, word: String?) {
        #expect(nearest(to: typed, of: ["store", "status", "get", "unlock", "lock"]) == word)
    }

    @Test("What is typed in a wrong place may be a secret, and is not repeated")
    func secrecy() {
        let secret = "hunter2"
        for words in [
            [secret], ["status", secret], ["status", "--\(secret)"], ["status", "--json=\(secret)"], ["help", secret],
            ["status", "--\(secret)=\(secret)"], ["expires", "-p\(secret)"], ["get", "a", secret],
        ] {
            #expect(console.run(words, over: InMemoryStore()) == 1)
            #expect(!(console.output + console.error).contains(secret), "\(words)")
        }
    }
}
