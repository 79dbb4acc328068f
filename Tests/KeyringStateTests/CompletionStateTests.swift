import Foundation
import TestSupport
import Testing

@Suite("Completion, whatever state the keyring is in")
struct CompletionStateTests {
    /// Completes a server, as a shell does when a key is pressed.
    private func complete(in environment: [String: String]) throws -> Command {
        // Nobody waits three seconds after a key: so long includes the start of a keyring's service on a busy machine.
        let ran = try Command.run([HelperBinary.path, "__complete", "get", ""], environment: environment, limit: 3)
        #expect(ran.status == 0 && ran.errorText == "")
        return ran
    }

    @Test("An open one: its servers")
    func open() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        #expect(try complete(in: session.environment).outputText == "ghcr.io\toctocat\n:4\n")
    }

    @Test("A locked one asks nobody for its password")
    func locked() throws {
        let prompter = try Prompter(.ignores)
        let session = try KeyringSession.locked(prompter)
        #expect(try complete(in: session.environment).outputText == ":4\n")
        let window = try Command.run(["sh", "-c", Prompter.findWindow], environment: ["DISPLAY": prompter.display])
        #expect(window.outputText == "")
    }

    @Test("One that is locked, and shows what is in it: its servers")
    func visible() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        try session.lock()
        #expect(try complete(in: session.environment).outputText == "ghcr.io\toctocat\n:4\n")
    }

    @Test("None, or no bus")
    func none() throws {
        let session = try KeyringSession(.none)
        for environment in [session.environment, session.environmentWithoutBus, session.environmentWithDeadBus] {
            #expect(try complete(in: environment).outputText == ":4\n")
        }
    }

    @Test("One that hangs, or a bus that does", arguments: [true, false])
    func hanging(isBus: Bool) throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        if isBus { session.signalBus(SIGSTOP) } else { session.signalKeyring(SIGSTOP) }
        #expect(try complete(in: session.environment).outputText == ":4\n")
    }
}
