import TestSupport
import Testing

@testable import CredentialHelper

@Suite("Hints")
struct HintTests {
    private let console = TestConsole()

    /// A way to be in a profile.
    struct Way: CustomTestStringConvertible, Sendable {
        var program = "docker-credential-pat"
        var environment: String?
        var option: String?
        /// What a command begins and ends with that is to mean the same credentials.
        let start: String
        let end: String

        var testDescription: String { "\(start) …\(end)" }

        static let all = [
            Way(start: "docker-credential-pat", end: ""),
            Way(option: "work", start: "docker-credential-pat", end: " --profile work"),
            Way(environment: "work", start: "docker-credential-pat", end: " --profile work"),
            Way(environment: "work", option: "other", start: "docker-credential-pat", end: " --profile other"),
            Way(environment: "work", option: "default", start: "docker-credential-pat", end: " --profile default"),
            Way(environment: "default", start: "docker-credential-pat", end: " --profile default"),
            Way(option: "default", start: "docker-credential-pat", end: ""),
            Way(program: "/a/docker-credential-pat-work", start: "docker-credential-pat-work", end: ""),
            Way(program: "docker-credential-pat-work", environment: "x", start: "docker-credential-pat-work", end: ""),
            Way(
                program: "docker-credential-pat-work",
                option: "other",
                start: "docker-credential-pat-work",
                end: " --profile other"
            ),
            Way(program: "docker-pat", start: "docker pat", end: ""),
            Way(program: "docker-pat", environment: "work", start: "docker pat", end: " --profile work"),
        ]

        /// What is run in the profile.
        func words(_ words: [String]) -> [String] {
            let plugin = program == "docker-pat" ? ["pat"] : []
            return plugin + words + (option.map { ["--profile", $0] } ?? [])
        }

        var caller: Caller {
            Caller(
                Invocation(path: program),
                profile: (option ?? (program.hasSuffix("-work") ? "work" : environment)).flatMap { Profile($0) },
                isInEnvironment: environment != nil
            )
        }
    }

    @Test(
        "Of a server for which nothing is kept, verbs for people say where to see what is",
        arguments: [["expires", "s.example"], ["expires", "s.example", "90d"], ["check", "s.example"]],
        Way.all
    )
    func nothingKept(_ words: [String], by way: Way) {
        let environment = way.environment.map { [ProfileSetting.variable: $0] } ?? [:]
        let status = console.run(
            way.words(words),
            over: InMemoryStore(),
            environment: environment,
            program: way.program
        )
        #expect(status == 1)
        let line = "credentials not found in native keychain\n"
        #expect(console.output == line)
        #expect(console.error == "\(line)hint: \(way.start) status\(way.end) shows what is kept\n")
    }

    @Test("A program that asks is told no more than the line that it compares", arguments: Way.all)
    func protocolVerb(by way: Way) {
        #expect(console.run(way.words(["get", "s.example"]), over: InMemoryStore(), program: way.program) == 1)
        #expect(console.output == "credentials not found in native keychain\n" && console.error == "")
    }

    @Test("A command in a hint means the same credentials, if it is of one profile", arguments: Way.all)
    func commands(by way: Way) {
        for verb in AllVerbs.all {
            let takesProfile = verb.help.options.contains { $0.name == "--profile" } && verb != SetupVerb.self
            let expected = "\(way.start) \(verb.name) s.example\(takesProfile ? way.end : "")"
            #expect(way.caller.command("\(verb.name) s.example") == expected)
        }
        let hints: [(Hint?, String)] = [
            (TokenError.noSuchToken.hint, "tokens\(way.end)"),
            (SetupError.noUserManager.hint, "status --notify\(way.end)"),
            (KeyringError.noPassword(kernelKeyring: nil).hint, "unlock"),
            (KeyringError.noFile(kernelKeyring: nil).hint, "unlock"),
            (KeyringError.unreachable(.noBus).hint, "setup --keyring file"),
            (KeyringError.unreachable(.denied).hint, "setup --keyring file"),
            (KeyringError.wrongPassword(from: .typed).hint, "status\(way.end)"),
            (KeyringError.wrongPassword(from: .file(path: "/f")).hint, "unlock"),
        ]
        for (hint, command) in hints {
            let text = hint?.text(for: way.caller) ?? ""
            #expect(text.contains("\(way.start) \(command)"), "\(text)")
            // Nothing is between the command's end and what follows it.
            #expect(text.split(separator: "--profile").count <= 2)
        }
    }

    @Test("setup says what a server alone was meant for")
    func setup() {
        for words in [["setup", "ghcr.io"], ["setup", "--registry", "ghcr.io", "quay.io"], ["setup", "a", "--yes"]] {
            #expect(console.run(words, over: InMemoryStore()) == 1)
            #expect(console.output == "setup takes SERVER with --copy-from only\n")
            #expect(console.error.hasSuffix("\nhint: for this registry alone it is --registry HOST\n"))
        }
    }
}
