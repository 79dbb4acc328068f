import TestSupport
import Testing

@testable import CredentialHelper

@Suite("What a shell is offered")
struct CompletionTests {
    private let console = TestConsole()
    private let store = InMemoryStore()

    init() throws {
        for server in ["ghcr.io", "https://index.docker.io/v1/", "localhost:5000"] {
            try store.store(Credential(server: server, username: "octocat", secret: Secret("s")))
        }
    }

    private func texts(_ words: String...) throws -> [String] {
        let completion = Completion(
            of: words,
            servers: { profile in (try? store.inProfile(profile ?? .default).accounts()) ?? [] },
            profiles: { [.default] + ((try? store.profiles().named) ?? []) }
        )
        return completion.candidates.map(\.text)
    }

    private func output(_ arguments: String...) -> [String] {
        #expect(console.run(arguments, over: store) == 0)
        #expect(console.error == "" && console.readCount == 0)
        #expect(console.output.hasSuffix("\n"))
        return console.output.split(separator: "\n").map(String.init)
    }

    @Test("Verbs, and options only after a dash")
    func verbs() throws {
        #expect(try texts("") == AllVerbs.all.map { $0.name })
        #expect(try texts() == AllVerbs.all.map { $0.name })
        #expect(try texts("ver") == ["version"])
        #expect(try texts("--v") == ["--version"])
        #expect(try texts("help", "unl") == ["unlock"])
        #expect(try texts("frobnicate", "") == [])
    }

    @Test("Options that are not given yet, each with what it does")
    func options() throws {
        #expect(try texts("status", "").starts(with: ["--json", "--within"]))
        #expect(try !texts("status", "--json", "").contains("--json"))
        #expect(try texts("unlock", "--timeout", "8h", "--t") == [])
        #expect(try texts("get", "--") == ["--profile", "--help"])
        #expect(try texts("list", "") == ["--profile"])
        #expect(output("__complete", "status", "--js") == ["--json\tas JSON, in one line", ":4"])
        #expect(output("__completeNoDesc", "status", "--js") == ["--json", ":4"])
    }

    @Test("No options after --, and the operands that there are")
    func endOfOptions() throws {
        #expect(try texts("get", "--", "gh") == ["ghcr.io"])
        #expect(try texts("get", "--", "-") == [])
        #expect(try texts("expires", "--", "-x", "nev") == ["never"])
        #expect(try texts("get", "--", "-x", "") == [])
    }

    @Test("The values of an option, behind a space or a =")
    func values() throws {
        #expect(try texts("setup", "--keyring", "") == ["service", "file"])
        #expect(try texts("setup", "--keyring", "f") == ["file"])
        #expect(try texts("setup", "--keyring=") == ["--keyring=service", "--keyring=file"])
        #expect(try texts("setup", "--keyring=f") == ["--keyring=file"])
        #expect(try texts("unlock", "--timeout", "") == [])
        #expect(output("__complete", "setup", "--password-file", "") == [":0"])
        #expect(output("__complete", "setup", "--password-file=/e") == [":0"])
        #expect(output("__complete", "setup", "--frobnicate=/e") == [":4"])
    }

    @Test("Servers, with their accounts, and in their order")
    func servers() throws {
        #expect(output("__complete", "get", "ht") == ["https://index.docker.io/v1/\toctocat", ":4"])
        #expect(
            output("__completeNoDesc", "erase", "").dropLast() == [
                "ghcr.io", "https://index.docker.io/v1/", "localhost:5000",
            ]
        )
        #expect(try texts("expires", "ghcr.io", "nev") == ["never"])
        #expect(try texts("get", "ghcr.io", "").allSatisfy { $0.hasPrefix("--") })
    }

    @Test("Profiles, and the servers of the one that is named")
    func profiles() throws {
        let work = store.inProfile(try #require(Profile("work")))
        try work.store(Credential(server: "quay.io", username: "employee", secret: Secret("s")))
        #expect(output("__complete", "get", "--profile", "") == ["default", "work", ":4"])
        #expect(try texts("status", "--profile=w") == ["--profile=work"])
        #expect(output("__complete", "get", "--profile", "work", "") == ["quay.io\temployee", ":4"])
        #expect(output("__completeNoDesc", "erase", "--profile=work", "") == ["quay.io", ":4"])
        #expect(output("__completeNoDesc", "revoke", "--profile", "work", "") == ["quay.io", ":4"])
        #expect(try texts("setup", "--profile", "new", "--copy-from", "") == ["default", "work"])
        #expect(try texts("setup", "--profile", "new", "--copy-from", "work", "") == ["quay.io"])
        #expect(try !texts("get", "--profile", "default", "").contains("quay.io"))
    }

    @Test(
        "A name that a shell would obey is offered to none",
        arguments: ["$(id)", "`id`", "a;id", "a b", "-x", "a'", "é", ""]
    )
    func hostile(_ server: String) throws {
        try store.store(Credential(server: server, username: "u", secret: Secret("s")))
        #expect(try !texts("get", "").contains(server))
    }

    @Test("An account that would mislead a reader, or break the line, does not")
    func account() throws {
        try store.store(Credential(server: "x.example", username: "a\n:0\tb", secret: Secret("s")))
        #expect(output("__complete", "get", "x") == ["x.example\ta\u{FFFD}:0\u{FFFD}b", ":4"])
    }

    @Test("Where the keyring, or a setting, fails there is no server, and no word of it")
    func failing() {
        let environment = ["DOCKER_CREDENTIAL_PAT_KEYRING": "cloud", "DOCKER_CREDENTIAL_PAT_WARN": "always"]
        #expect(console.run(["__complete", "get", ""], over: store, environment: environment) == 0)
        #expect(console.output == ":4\n" && console.error == "")
    }

    @Test("Help among the words to complete is completed, not shown")
    func help() {
        #expect(output("__complete", "status", "--help") == ["--help\texplain this verb", ":4"])
    }
}
