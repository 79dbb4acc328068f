import Foundation
import TestSupport
import Testing

@Suite("A keyring that is locked, or not yet there")
struct LockedStateTests {
    private func lockedSession(_ prompter: Prompter? = nil) throws -> KeyringSession {
        let session = try KeyringSession(
            services: prompter == nil ? [:] : Prompter.services,
            display: prompter?.display
        )
        try session.keepCredential()
        try session.restartKeyring(.locked)
        return session
    }

    @Test("Locked, and nothing can ask: every verb says so, and nothing is changed")
    func nothingAsks() throws {
        let session = try lockedSession()
        for verb in Verb.allCases {
            let ran = try verb.run(in: session.environment)
            expectFault(ran, "the keyring is locked, and nothing can ask for its password")
        }
        // A first login, which finds nothing to replace.
        let other = Verb.request.replacing("ghcr.io", with: "other.example")
        expectFault(
            try HelperBinary.run(["store"], input: other, in: session.environment),
            "the keyring is locked, and nothing can ask for its password"
        )
        let status = try HelperBinary.run(["status"], in: session.environment)
        #expect(status.status == 1)
        #expect(status.errorText.hasPrefix("the keyring is locked: there may be more in it\n"))
        try session.restartKeyring(.unlocked)
        try session.expectOld()
    }

    @Test("Locked, and what should ask cannot start", arguments: Verb.allCases)
    func noDisplay(_ verb: Verb) throws {
        // The prompter is there, as on a server with a desktop's packages, but has no display.
        let session = try KeyringSession(services: Prompter.services)
        try session.keepCredential()
        try session.restartKeyring(.locked)
        let ran = try verb.run(in: session.environment)
        expectFault(ran, "the keyring is locked, and nothing can ask for its password")
        try session.restartKeyring(.unlocked)
        try session.expectOld()
    }

    @Test("Locked, and the prompt is dismissed", arguments: Verb.allCases)
    func dismissed(_ verb: Verb) throws {
        let prompter = try Prompter(.presses(key: "Escape"))
        let session = try lockedSession(prompter)
        let ran = try verb.run(in: session.environment, patience: "20", limit: 30)
        expectFault(ran, "the keyring is locked: the prompt to unlock it was dismissed")
        try session.restartKeyring(.unlocked)
        try session.expectOld()
    }

    @Test("Locked, and the person types a wrong password and gives up")
    func wrongPassword() throws {
        let prompter = try Prompter(.typesWrongly)
        let session = try lockedSession(prompter)
        let ran = try Verb.get.run(in: session.environment, patience: "20", limit: 30)
        expectFault(ran, "the keyring is locked: the prompt to unlock it was dismissed")
    }

    @Test("Locked, and the person unlocks it", arguments: Verb.allCases)
    func unlocked(_ verb: Verb) throws {
        let prompter = try Prompter(.types("test"))
        let session = try lockedSession(prompter)
        let ran = try verb.run(in: session.environment, patience: "20", limit: 30)
        #expect(ran.status == 0, "\(ran.errorText)")
        // Nobody is asked again.
        let answer = try Verb.get.run(in: session.environment)
        switch verb {
        case .get: #expect(ran.outputText == KeyringSession.stored)
        case .list: #expect(ran.outputText == "{\"ghcr.io\":\"octocat\"}\n")
        case .store: #expect(answer.outputText.contains("the new secret"))
        case .erase: expectAbsent(answer, .get)
        }
        #expect(try HelperBinary.run(["list"], in: session.environment).status == 0)
    }

    @Test("A person has more time than the keyring")
    func slowPerson() throws {
        let prompter = try Prompter(.types("test", after: 4))
        let session = try lockedSession(prompter)
        let ran = try Verb.get.run(in: session.environment, patience: "3,60", limit: 90)
        #expect(ran.outputText == KeyringSession.stored)
    }

    @Test("Locked, and nobody answers the prompt: the helper ends, and the daemon lives on", arguments: Verb.allCases)
    func unanswered(_ verb: Verb) throws {
        let prompter = try Prompter(.ignores)
        let session = try lockedSession(prompter)
        let ran = try verb.run(in: session.environment)
        expectFault(ran, "nobody answered the keyring's prompt within 2 s")
        // Cancelling the prompt would have aborted the daemon.
        #expect(try #require(session.keyringPid).isRunning)
        let again = try Verb.list.run(in: session.environment)
        expectFault(again, "nobody answered the keyring's prompt within 2 s")
    }

    @Test("While one helper waits at a prompt, another does not wait for it to end")
    func turnAtPrompt() throws {
        let prompter = try Prompter(.ignores)
        let session = try lockedSession(prompter)
        let patient = session.environment.merging(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "60"]) { $1 }
        let first = try ChildProcess([HelperBinary.path, "erase", "ghcr.io"], environment: patient)
        let look = ["DISPLAY": prompter.display]
        for _ in 0..<1000 where try Command.run(["sh", "-c", Prompter.findWindow], environment: look).status != 0 {
            usleep(10_000)
        }
        expectFault(try Verb.store.run(in: session.environment), "nobody answered the keyring's prompt within 2 s")
        first.signal(SIGKILL)
    }

    @Test("The daemon is killed, or stops, while a person is asked", arguments: [SIGKILL, SIGSTOP])
    func killedDuringPrompt(_ signal: Int32) throws {
        let words =
            signal == SIGKILL
            ? "the keyring's service ended before it had answered"
            : "nobody answered the keyring's prompt within 4 s"
        let prompter = try Prompter(.ignores)
        let session = try lockedSession(prompter)
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
        let ran = try Verb.get.run(in: session.environment, patience: "4", limit: 12)
        expectFault(ran, words)
    }

    @Test("A locked item whose attributes can be read is only unlocked when it is needed")
    func noNeedlessPrompt() throws {
        let session = try KeyringSession()
        try session.keepCredential()
        try session.lock()
        // Everything but the secret is known.
        let list = try Verb.list.run(in: session.environment)
        #expect(list.outputText == "{\"ghcr.io\":\"octocat\"}\n")
        let erase = try HelperBinary.run(["erase", "other.example"], in: session.environment)
        expectAbsent(erase, .erase)
        let get = try HelperBinary.run(["get", "other.example"], in: session.environment)
        expectAbsent(get, .get)
        let status = try HelperBinary.run(["status"], in: session.environment)
        #expect(status.outputText.contains("ghcr.io  octocat  locked  locked  -        locked\n"))
        #expect(status.status == 1)
        for arguments in [["get", "ghcr.io"], ["erase", "ghcr.io"], ["expires", "ghcr.io", "90d"], ["store"]] {
            expectFault(
                try HelperBinary.run(arguments, input: Verb.request, in: session.environment),
                "the keyring is locked, and nothing can ask for its password"
            )
        }
    }

    @Test("A fresh user has no keyring: nothing is there, and store says what it lacks")
    func fresh() throws {
        let session = try KeyringSession(.locked)
        for verb in [Verb.get, .erase, .list] { expectAbsent(try verb.run(in: session.environment), verb) }
        let ran = try Verb.store.run(in: session.environment)
        expectFault(ran, "there is no keyring yet, and nothing can ask for a new one's password")
    }

    @Test("A fresh user chooses a password, and the first credential is kept")
    func freshChosen() throws {
        let prompter = try Prompter(.chooses("test"))
        let session = try KeyringSession(.locked, services: Prompter.services, display: prompter.display)
        let ran = try Verb.store.run(in: session.environment, patience: "20", limit: 30)
        #expect(ran.status == 0, "\(ran.errorText)")
        #expect(try Verb.get.run(in: session.environment).outputText.contains("the new secret"))
    }

    @Test("A fresh user dismisses the prompt to make a keyring")
    func freshDismissed() throws {
        let prompter = try Prompter(.presses(key: "Escape"))
        let session = try KeyringSession(.locked, services: Prompter.services, display: prompter.display)
        let ran = try Verb.store.run(in: session.environment, patience: "20", limit: 30)
        expectFault(ran, "there is no keyring yet: the prompt to make one was dismissed")
    }
}

extension KeyringSession {
    /// Locks the default collection, as a person does in a keyring manager.
    func lock() throws {
        let ran = try Command.run(
            [
                "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets",
                "org.freedesktop.Secret.Service.Lock", "array:objpath:/org/freedesktop/secrets/collection/login",
            ],
            environment: environment
        )
        try #require(ran.status == 0, "\(ran.errorText)")
    }
}

extension Int32 {
    /// Whether there is a process with this pid, and it is no zombie.
    var isRunning: Bool {
        let status = (try? String(contentsOfFile: "/proc/\(self)/stat", encoding: .utf8)) ?? ""
        return !status.isEmpty && !status.contains(") Z ")
    }
}
