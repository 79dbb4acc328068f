import Foundation
import TestSupport
import Testing

@Suite("A keyring that is locked, and a prompt for its password")
struct PromptTests {
    @Test("Locked, and the prompt is dismissed", arguments: Verb.allCases)
    func dismissed(_ verb: Verb) throws {
        let prompter = try Prompter(.presses(key: "Escape"))
        let session = try KeyringSession.locked(prompter)
        let ran = try verb.run(in: session.environment, timeout: "20", limit: 30)
        expectFailure(ran, saying: "the keyring is locked: the prompt to unlock it was dismissed")
        try session.restartKeyring(.unlocked)
        try session.expectOldCredential()
    }

    @Test("Locked, and the person types a wrong password and gives up")
    func wrongPassword() throws {
        let prompter = try Prompter(.typesWrongly)
        let session = try KeyringSession.locked(prompter)
        let ran = try Verb.get.run(in: session.environment, timeout: "20", limit: 30)
        expectFailure(ran, saying: "the keyring is locked: the prompt to unlock it was dismissed")
    }

    @Test("Locked, and the person unlocks it", arguments: Verb.allCases)
    func unlocked(_ verb: Verb) throws {
        let prompter = try Prompter(.types("test"))
        let session = try KeyringSession.locked(prompter)
        let ran = try verb.run(in: session.environment, timeout: "20", limit: 30)
        #expect(ran.status == 0, "\(ran.errorText)")
        // Nobody is asked again.
        let answer = try Verb.get.run(in: session.environment)
        switch verb {
        case .get: #expect(ran.outputText == KeyringSession.oldCredential)
        case .list: #expect(ran.outputText == "{\"ghcr.io\":\"octocat\"}\n")
        case .store: #expect(answer.outputText.contains("the new secret"))
        case .erase: expectAbsent(answer, for: .get)
        }
        #expect(try HelperBinary.run(["list"], in: session.environment).status == 0)
    }

    @Test("A person has more time than the keyring")
    func slowPerson() throws {
        let prompter = try Prompter(.types("test", after: 4))
        let session = try KeyringSession.locked(prompter)
        let ran = try Verb.get.run(in: session.environment, timeout: "3,60", limit: 90)
        #expect(ran.outputText == KeyringSession.oldCredential)
    }

    @Test("Locked, and nobody answers the prompt: the helper ends, and the daemon lives on", arguments: Verb.allCases)
    func unanswered(_ verb: Verb) throws {
        let prompter = try Prompter(.ignores)
        let session = try KeyringSession.locked(prompter)
        let ran = try verb.run(in: session.environment)
        expectFailure(ran, saying: "nobody answered the keyring's prompt within 2 s")
        // Cancelling the prompt would have aborted the daemon.
        #expect(session.isKeyringRunning)
        let again = try Verb.list.run(in: session.environment)
        expectFailure(again, saying: "nobody answered the keyring's prompt within 2 s")
    }

    @Test("While one helper waits at a prompt, another does not wait for it to end")
    func lockAtPrompt() throws {
        let prompter = try Prompter(.ignores)
        let session = try KeyringSession.locked(prompter)
        let patient = session.environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "60"])
        let first = try ChildProcess([HelperBinary.path, "erase", "ghcr.io"], environment: patient)
        try prompter.waitForWindow()
        let second = try Verb.store.run(in: session.environment)
        expectFailure(second, saying: "nobody answered the keyring's prompt within 2 s")
        first.signal(SIGKILL)
    }

    @Test("The daemon is killed, or stops, while a person is asked", arguments: [SIGKILL, SIGSTOP])
    func killedDuringPrompt(_ signal: Int32) throws {
        let words =
            signal == SIGKILL
            ? "the keyring's service ended before it had answered"
            : "nobody answered the keyring's prompt within 4 s"
        let prompter = try Prompter(.ignores)
        let session = try KeyringSession.locked(prompter)
        let pid = try #require(session.keyringPid)
        let wait = "while ! \(Prompter.findWindow) >/dev/null 2>&1; do sleep 0.05; done"
        let killer = try BackgroundProcess(
            ["sh", "-c", "\(wait); kill -\(signal) \(pid)"],
            environment: ["DISPLAY": prompter.display]
        )
        defer {
            killer.stop()
            session.signalKeyring(SIGCONT)
        }
        let ran = try Verb.get.run(in: session.environment, timeout: "4", limit: 12)
        expectFailure(ran, saying: words)
    }
}
