import Foundation
import TestSupport
import Testing

@Suite("A keyring that is not yet there")
struct NewKeyringTests {
    @Test("A fresh user has no keyring: nothing is there, and store says what it lacks")
    func fresh() throws {
        let session = try KeyringSession(.locked)
        for verb in [Verb.get, .erase, .list] { expectAbsent(try verb.run(in: session.environment), for: verb) }
        let ran = try Verb.store.run(in: session.environment)
        expectFailure(ran, saying: "there is no keyring yet, and nothing can ask for a new one's password")
    }

    @Test("A fresh user chooses a password, and the first credential is kept")
    func freshChosen() throws {
        let prompter = try Prompter(.chooses("test"))
        let session = try KeyringSession(.locked, prompter: prompter)
        let ran = try Verb.store.run(in: session.environment, timeout: "20", limit: 30)
        #expect(ran.status == 0, "\(ran.errorText)")
        #expect(try Verb.get.run(in: session.environment).outputText.contains("the new secret"))
    }

    @Test("A fresh user dismisses the prompt to make a keyring")
    func freshDismissed() throws {
        let prompter = try Prompter(.presses(key: "Escape"))
        let session = try KeyringSession(.locked, prompter: prompter)
        let ran = try Verb.store.run(in: session.environment, timeout: "20", limit: 30)
        expectFailure(ran, saying: "there is no keyring yet: the prompt to make one was dismissed")
    }
}
