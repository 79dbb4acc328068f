import Foundation
import TestSupport
import Testing

@Suite("A provider that stops or dies")
struct ProviderStateTests {
    @Test("The provider has stopped: every verb ends in time, and all is well afterwards")
    func stopped() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        session.signalKeyring(SIGSTOP)
        for verb in Verb.allCases {
            expectFailure(try verb.run(in: session.environment), saying: "the keyring did not answer within 2 s")
        }
        session.signalKeyring(SIGCONT)
        // It may still do what it was asked before it stopped: the old secret or the new one is there, or none.
        #expect(try Verb.store.run(in: session.environment).status == 0)
        #expect(try Verb.get.run(in: session.environment).outputText.contains("the new secret"))
    }

    @Test("The provider stops, or is killed, in the middle of a call", arguments: [SIGSTOP, SIGKILL])
    func inTheMiddle(_ signal: Int32) throws {
        // The provider gets the signal at the helper's first call, at its second, and so on: in the middle of each.
        for calls in 1...6 {
            let session = try KeyringSession()
            try session.storeOldCredential()
            let monitor = try BusMonitor(session)
            let ran = try monitor.run(.get, andAfter: calls) { session.signalKeyring(signal) }
            session.signalKeyring(SIGCONT)
            let words = [
                KeyringSession.oldCredential, "the keyring did not answer within 2 s\n",
                "the keyring's service ended before it had answered\n",
                "no keyring: nothing on the session bus provides org.freedesktop.secrets\n",
            ]
            // The answer may have been on its way already. But nobody is told that nothing is there.
            #expect(words.contains(ran.outputText), "\(ran.outputText)")
            #expect(ran.status == (ran.outputText == KeyringSession.oldCredential ? 0 : 1))
        }
    }

    @Test("Another provider takes over between two calls: its answer counts, and it is no crash")
    func replaced() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        session.signalKeyring(SIGKILL)
        try session.restartKeyring(.unlocked)
        try session.expectOldCredential()
    }
}
