import TestSupport
import Testing

@testable import CredentialHelper

@Suite("doctor --fix: asks, and removes")
struct RepairTests {
    private let store = InMemoryStore()
    private let console = TestConsole()

    init() throws {
        for (server, username) in [("docker.io", "bob"), ("index.docker.io", "bob"), ("https://docker.io", "ann")] {
            try store.store(Credential(server: server, username: username, secret: Secret("x")), renewing: [])
        }
        (console.inputIsTerminal, console.errorIsTerminal) = (true, true)
    }

    private func run(typing lines: String...) throws -> [String] {
        console.typed = lines
        _ = console.run(["doctor", "--fix", "--only", "accounts"], over: store)
        return try store.accounts().map(\.server)
    }

    @Test("The account that is chosen stays, under all of its names")
    func account() throws {
        #expect(try run(typing: "1") == ["docker.io", "index.docker.io"])
        #expect(console.error.contains("  1  bob: docker.io, index.docker.io\n  2  ann: https://docker.io\n"))
        #expect(console.output.hasPrefix("removed: https://docker.io\nok       accounts  "))
    }

    @Test("In a profile it asks, too, and no other loses anything")
    func profile() throws {
        let work = store.inProfile(try #require(Profile("work")))
        for (server, username) in [("ghcr.io", "ann"), ("https://ghcr.io", "bob")] {
            try work.store(Credential(server: server, username: username, secret: Secret("x")), renewing: [])
        }
        #expect(try run(typing: "", "1").count == 3)
        #expect(console.error.contains("profile work: these mean the same server, for different accounts:\n"))
        #expect(try work.accounts().count == 1)
    }

    @Test("Any other answer, or none, leaves them", arguments: ["", "0", "3", "y", "-1", "bob"])
    func left(_ answer: String) throws {
        #expect(try run(typing: answer).count == 3)
        #expect(try run().count == 3)
        #expect(console.output.hasPrefix("problem  accounts  "))
    }

    @Test("A locked item cannot be removed: who has it is told so, and asked about the open ones alone")
    func lockedItem() {
        var keyring = TestExamination(store: InMemoryStore())
        func item(_ username: String, isLocked: Bool = false) -> KeptItem {
            KeptItem(account: Account(server: "ghcr.io", username: username), isLocked: isLocked)
        }
        func run() -> Int32 {
            console.run(["doctor", "--fix", "--only", "items"], over: keyring.store, examination: keyring)
        }
        let note = "note: ghcr.io has a locked item, too: unlock it, and run this again\n"
        keyring.kept = .success([item("new"), item("locked", isLocked: true)])
        #expect(run() == 1)
        #expect(console.error == note && console.prompts.isEmpty)

        keyring.kept = .success([item("new"), item("old"), item("locked", isLocked: true)])
        #expect(run() == 1)
        #expect(console.error == note)
        let question = "ghcr.io has 3 items, and get answers for new: remove those that never answer (old)? [y/N] "
        #expect(console.prompts == [question])
    }

    @Test("Where nobody can be asked, nothing is looked at")
    func noTerminal() throws {
        console.inputIsTerminal = false
        #expect(try run(typing: "1").count == 3)
        #expect(console.output == "--fix is not possible without a terminal to ask on\n")
        #expect(console.prompts.isEmpty)
    }
}
