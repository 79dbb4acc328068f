import TestSupport
import Testing

/// A server's name that another program has stored, which this helper would not store.
private struct OddName: CustomTestStringConvertible {
    let name: String
    /// As `list` writes it, which is as a shell takes it, too: between `$'` and `'`.
    let escaped: String
    /// Whether docker-credential-secretservice can be asked for it: it reads two lines as one.
    var isOneLine = true

    var testDescription: String { escaped }

    static let all = [
        OddName(name: "tab\there.example", escaped: #"tab\there.example"#),
        OddName(name: "two\nlines.example", escaped: #"two\nlines.example"#, isOneLine: false),
        OddName(name: "two\r\nlines.example", escaped: #"two\r\nlines.example"#, isOneLine: false),
        OddName(name: "cr\rhere.example", escaped: #"cr\rhere.example"#),
        OddName(name: "esc\u{1B}[31m.example", escaped: #"esc\u001b[31m.example"#),
        OddName(name: "del\u{7F}.example", escaped: #"del\u007f.example"#),
        OddName(name: "c1\u{85}.example", escaped: #"c1\u0085.example"#),
        OddName(name: "bidi\u{202E}.example", escaped: #"bidi\u202e.example"#),
        OddName(name: "separator\u{2028}.example", escaped: #"separator\u2028.example"#),
        OddName(name: "https://tab\t.example/", escaped: #"https://tab\t.example/"#),
        OddName(name: "\tlead.example", escaped: #"\tlead.example"#, isOneLine: false),
        OddName(name: "trail.example\n", escaped: #"trail.example\n"#, isOneLine: false),
        OddName(name: "--profile", escaped: "--profile"),
    ]
}

@Suite("Names that another program has stored, and no registry has")
struct OddNamesTests {
    private let session: KeyringSession
    private let reference: ReferenceHelper
    /// One that is in nobody's way, and stays.
    private static let ordinary = DockerCredential(server: "ghcr.io", username: "octocat", secret: "of ghcr.io")

    init() throws {
        session = try KeyringSession()
        reference = try ReferenceHelper(in: session.environment)
        try #require(reference.store(Self.ordinary).status == 0)
    }

    private func run(_ arguments: [String], input: String = "") throws -> Command {
        try HelperBinary.run(arguments, input: input, in: session.environment)
    }

    private func store(_ names: [String]) throws {
        for name in names {
            let credential = DockerCredential(server: name, username: "u", secret: "of \(name)")
            try #require(reference.store(credential).status == 0)
        }
    }

    private func expectOrdinaryAlone() throws {
        #expect(try run(["list"]).outputText == "{\"ghcr.io\":\"octocat\"}\n")
        #expect(try run(["get", "ghcr.io"]).credential == Self.ordinary)
    }

    @Test("What is listed is answered and erased, as docker asks for it: by standard input, to its end")
    func protocolVerbs() throws {
        try store(OddName.all.map(\.name))
        let listed = try run(["list"])
        #expect(try Set(listed.accounts.keys) == Set(OddName.all.map(\.name) + ["ghcr.io"]))
        for odd in OddName.all { #expect(listed.outputText.contains("\"\(odd.escaped)\":\"u\"")) }
        for odd in OddName.all {
            let answer = try run(["get"], input: odd.name)
            #expect(try answer.credential.secret == "of \(odd.name)")
            #expect(answer.error.isEmpty)
            if odd.isOneLine { #expect(try reference.credential(for: odd.name)?.secret == "of \(odd.name)") }
        }
        for odd in OddName.all {
            let erased = try run(["erase"], input: odd.name)
            #expect(erased.status == 0 && erased.output.isEmpty && erased.error.isEmpty)
            #expect(try run(["list"]).accounts[odd.name] == nil)
        }
        try expectOrdinaryAlone()
    }

    @Test("What is listed is named in a shell as it is listed")
    func shell() throws {
        try store(OddName.all.map(\.name))
        func call(_ verb: String, _ odd: OddName) throws -> Command {
            let environment = session.environment.setting(["LC_ALL": "C.UTF-8"])
            return try HelperBinary.runScript("\"$0\" \(verb) -- $'\(odd.escaped)'", in: environment)
        }
        for odd in OddName.all {
            #expect(try call("get", odd).credential.secret == "of \(odd.name)")
            let shown = try call("expires", odd)
            #expect(shown.outputText.hasSuffix("unknown\n") && shown.error.isEmpty, "\(shown.errorText)")
            #expect(try call("erase", odd).status == 0)
        }
        try expectOrdinaryAlone()
    }

    @Test("A name of white space alone is listed to no client, and a person can erase it", arguments: [" ", "\n"])
    func whiteSpace(_ name: String) throws {
        try store([name])
        try expectOrdinaryAlone()
        #expect(try run(["status", "--json"]).outputText.contains("\"account\":\"u\""))
        for verb in ["get", "erase"] {
            #expect(try run([verb], input: name).outputText == "no credentials server URL\n")
        }
        #expect(try run(["get", name]).credential.secret == "of \(name)")
        #expect(try run(["erase", name]).status == 0)
        #expect(try !run(["status", "--json"]).outputText.contains("\"account\":\"u\""))
    }

    @Test("Nothing else answers for one, nor is erased with it, and none answers for anything else")
    func strangers() throws {
        let names = ["ghcr.io/\tx", "ghcr.io\t/x", "https://ghcr.io\n/x", "ghcr\u{1B}.io", "ghcr.io\u{85}/x"]
        for name in names {
            #expect(try run(["get"], input: name).outputText == "credentials not found in native keychain\n")
            #expect(try run(["erase"], input: name).status == 0)
        }
        try expectOrdinaryAlone()
        try store(["tab\there.example"])
        for name in ["https://tab\there.example", "tab\there.example/", "tab\there.example/x", "tabhere.example"] {
            #expect(try run(["get"], input: name).outputText == "credentials not found in native keychain\n")
            #expect(try run(["erase"], input: name).status == 0)
        }
        #expect(try run(["get"], input: "tab\there.example\n").credential.secret == "of tab\there.example")
    }

    @Test("None is stored, and none is asked about on the network")
    func refused() throws {
        let name = "tab\there.example"
        let refusal = "ServerURL has a control character in it\n"
        let credential = DockerCredential(server: name, username: "u", secret: "s")
        #expect(try HelperBinary.store(credential, in: session.environment).outputText == refusal)
        try store([name])
        let copy = ["setup", "--profile", "work", "--copy-from", "default", name, "--yes"]
        #expect(try run(copy).outputText == refusal)
        let checked = try run(["check", name])
        #expect(checked.status == 1)
        #expect(checked.errorText.contains("tab\u{FFFD}here.example: its name is not that of a host on the network\n"))
        let rotated = try run(["rotate", name])
        #expect(rotated.status == 1 && rotated.outputText.split(separator: "\n").count == 1)
        #expect(try run(["get", name]).credential.secret == "of \(name)")
        try #require(run(["erase", name]).status == 0)
        try expectOrdinaryAlone()
    }
}
