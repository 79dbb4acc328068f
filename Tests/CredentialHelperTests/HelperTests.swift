import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("The helper's verbs")
struct HelperTests {
    let console = TestConsole()
    let store = InMemoryStore()

    private func run(_ arguments: String..., input: String = "", over other: (any CredentialStore)? = nil) -> Int32 {
        console.run(arguments, input: input, over: other ?? store)
    }

    private func keep(_ server: String, username: String, secret: String) throws {
        try store.store(Credential(server: server, username: username, secret: Secret(secret)))
    }

    @Test("store, then get, list and erase")
    func mainJob() {
        #expect(run("store", input: #"{"ServerURL":"ghcr.io","Username":"u","Secret":"s/<&>\u0001"}"#) == 0)
        #expect(console.output == "")
        #expect(run("get", input: "ghcr.io\r\n") == 0)
        #expect(console.output == #"{"ServerURL":"ghcr.io","Username":"u","Secret":"s/<&>\u0001"}"# + "\n")
        #expect(run("list") == 0)
        #expect(console.output == "{\"ghcr.io\":\"u\"}\n")
        #expect(run("erase", input: "ghcr.io") == 0)
        #expect(run("get", "ghcr.io") == 1)
        #expect(console.output == "credentials not found in native keychain\n")
        #expect(console.error == "")
    }

    @Test("get answers from the exact name, then an equivalent, then a path")
    func lookup() throws {
        try keep("docker.io", username: "exact", secret: "1")
        try keep("https://index.docker.io/v1/", username: "equivalent", secret: "2")
        try keep("ghcr.io", username: "host", secret: "3")
        try keep("ghcr.io/owner", username: "owner", secret: "4")
        for (server, username) in [
            ("docker.io", "exact"), ("registry-1.docker.io", "equivalent"), ("ghcr.io/owner/image", "owner"),
            ("ghcr.io/other/image", "host"), ("https://index.docker.io/v1/", "equivalent"),
        ] {
            let found = try store.credential(answering: ServerName(server))
            #expect(found?.username == username, "\(server)")
        }
        #expect(try store.credential(answering: ServerName("http://ghcr.io")) == nil)
    }

    @Test("After an erase nothing answers for the server, and the neighbours do")
    func erase() throws {
        for server in [
            "docker.io", "https://index.docker.io/v1/", "https://index.docker.io/v1/refresh-token", "ghcr.io",
        ] {
            try keep(server, username: "u", secret: "s")
        }
        #expect(run("erase", "registry-1.docker.io") == 0)
        let left = try store.accounts().map(\.server)
        #expect(left == ["https://index.docker.io/v1/refresh-token", "ghcr.io"])
    }

    @Test("list never reads standard input, and shows no key that get could not take")
    func list() throws {
        try keep("b", username: "2", secret: "s")
        try keep("a\n", username: "1", secret: "s")
        try keep("a\u{1}", username: "3", secret: "s")
        try keep(" \t", username: "4", secret: "s")
        #expect(run("list") == 0)
        #expect(console.readCount == 0)
        #expect(console.output == #"{"a\u0001":"3","a\n":"1","b":"2"}"# + "\n")
    }

    @Test("Without a verb there is the usage")
    func usage() {
        #expect(console.run([], over: store) == 1)
        #expect(console.output == Usage(program: "docker-credential-pat").line)
    }

    @Test(
        "A command line of another form is an error, with a hint, and reads nothing",
        arguments: [
            ["frobnicate"], ["get", "a", "b"], ["list", "a"], ["store", "a"], ["version", "a"], ["get", "--json"],
            ["GET"], [""], ["expires"], ["expires", "a", "b", "c"], ["status", "x"], ["status", "--within"],
            ["status", "--colour"],
        ]
    )
    func otherForm(_ arguments: [String]) throws {
        #expect(console.run(arguments, over: store) == 1)
        let error = try #require(#expect(throws: UsageError.self) { try AllVerbs.asked(by: arguments) })
        #expect(console.output == error.message + "\n")
        #expect(console.error == "\(error.message)\nhint: \(error.hint(for: "docker-credential-pat"))\n")
        #expect(console.readCount == 0)
    }

    @Test("Help and version are answers", arguments: ["--help", "-h", "--version", "-v", "version"])
    func informs(_ argument: String) {
        #expect(run(argument) == 0)
        #expect(console.output.contains(argument.contains("v") ? "docker-credential-pat 1.2.3" : "erase [SERVER]"))
        #expect(console.error == "")
    }

    @Test("Bad input opens no keyring", arguments: ["store", "get", "erase"])
    func refusesFirst(_ verb: String) {
        var opened = false
        let helper = Helper(
            console: console,
            version: "",
            environment: [:],
            now: { TestConsole.now },
            keyrings: TestKeyrings(store: store, onOpen: { opened = true }),
            online: TestNetwork()
        )
        #expect(helper.run([verb]) == 1)
        #expect(!opened)
    }

    @Test("A fault is said on both streams, in the same words, with a hint for people")
    func fault() {
        let broken = BrokenStore(error: .dismissed)
        for command in [["get", "ghcr.io"], ["erase", "ghcr.io"], ["list"], ["store"], ["status"], ["expires", "s"]] {
            let input = command == ["store"] ? #"{"ServerURL":"s","Username":"u","Secret":"x"}"# : ""
            #expect(console.run(command, input: input, over: broken) == 1)
            #expect(console.output == KeyringError.dismissed.message + "\n")
            #expect(console.error == "\(KeyringError.dismissed.message)\nhint: \(KeyringError.dismissed.hint!.text)\n")
        }
    }

    @Test("On a terminal a fault is said once, and a verb says what it waits for")
    func terminal() {
        console.inputIsTerminal = true
        console.outputIsTerminal = true
        console.errorIsTerminal = true
        #expect(run("get") == 1)
        #expect(console.output == "")
        #expect(console.error.hasPrefix("reading the server's address"))
        #expect(console.error.hasSuffix("no credentials server URL\nhint: \(HelperError.noServer.hint!.text)\n"))
    }

    @Test("A secret that is not text is an error, never half an answer")
    func binarySecret() throws {
        let secret = Secret("ab")
        secret.append(0xFF)
        try store.store(Credential(server: "s", username: "u", secret: secret))
        #expect(run("get", "s") == 1)
        #expect(console.output == HelperError.secretNotUTF8(server: "s").message + "\n")
    }

    @Test("The strings that clients compare")
    func comparedStrings() {
        #expect(HelperError.notFound.message == "credentials not found in native keychain")
        #expect(HelperError.noServer.message == "no credentials server URL")
        #expect(HelperError.noUsername.message == "no credentials username")
    }
}

/// A store that fails in every way it is asked.
private struct BrokenStore: CredentialStore {
    let error: KeyringError
    var keyring: KeyringKind { .service }
    var profile: Profile { .default }
    func inProfile(_ profile: Profile) -> any CredentialStore { self }
    func profiles() throws(KeyringError) -> VisibleProfiles { throw error }
    func accounts() throws(KeyringError) -> [Account] { throw error }
    func credential(for server: String, orBestOf others: [[String]]) throws(KeyringError) -> Credential? { throw error }
    func store(_ credential: Credential, renewing spellings: [String]) throws(KeyringError) { throw error }
    func record(_ expiry: Expiry, of credential: Credential) throws(KeyringError) { throw error }
    func snapshot(of servers: [String]?) throws(KeyringError) -> Snapshot { throw error }
    func erase(_ servers: [String]) throws(KeyringError) { throw error }
}
