import Foundation
import TestSupport
import Testing

@Suite("States of the bus and of what starts on it")
struct BusStateTests {
    @Test("No bus is named", arguments: Verb.allCases)
    func noBus(_ verb: Verb) throws {
        let ran = try verb.run(in: ["HOME": "/nonexistent", "DISPLAY": ":0"], limit: 1)
        expectFailure(ran, saying: "no keyring: no D-Bus session bus (DBUS_SESSION_BUS_ADDRESS is not set)")
    }

    @Test("No bus is behind the address", arguments: Verb.allCases)
    func deadBus(_ verb: Verb) throws {
        let ran = try verb.run(in: ["DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus"], limit: 1)
        expectFailure(ran, saying: "no keyring: the D-Bus session bus does not answer")
    }

    @Test("What should be the bus's address is none", arguments: Verb.allCases)
    func malformedAddress(_ verb: Verb) throws {
        for address in ["nonsense", "unix:", "other:path=/run", "unix:path=%zz"] {
            let ran = try verb.run(in: ["DBUS_SESSION_BUS_ADDRESS": address], limit: 1)
            expectFailure(ran, saying: "no keyring: DBUS_SESSION_BUS_ADDRESS is not the address of a D-Bus bus")
            let hint = "hint: it is like unix:path=/run/user/1000/bus; unset, $XDG_RUNTIME_DIR/bus is used\n"
            #expect(ran.errorText.hasSuffix(hint))
        }
    }

    @Test("A user who has no number in a user namespace is refused, whatever the address")
    func nobodyInNamespace() throws {
        let session = try KeyringSession()
        for environment in [session.environment, session.environment.setting(["DBUS_SESSION_BUS_ADDRESS": ""])] {
            let ran = try Verb.get.run(as: ["unshare", "--user", HelperBinary.path], in: environment)
            expectFailure(ran, saying: "no keyring: the D-Bus session bus refused the connection")
        }
    }

    @Test("An empty address is as good as none: the bus is the one in the runtime directory")
    func emptyAddress() throws {
        let session = try KeyringSession()
        let environment = session.environment.setting(["DBUS_SESSION_BUS_ADDRESS": ""])
        for verb in [Verb.store, .list] {
            let ran = try verb.run(in: environment)
            #expect(ran.status == 0, "\(ran.outputText)")
        }
    }

    @Test("The bus has stopped", arguments: [Verb.get, .store])
    func stoppedBus(_ verb: Verb) throws {
        let session = try KeyringSession()
        session.signalBus(SIGSTOP)
        defer { session.signalBus(SIGCONT) }
        let ran = try verb.run(in: session.environment)
        expectFailure(ran, saying: "no keyring: the D-Bus session bus does not answer")
    }

    @Test("The bus ends in the midst of a call", arguments: [Verb.get, .list, .store])
    func endingBus(_ verb: Verb) throws {
        let session = try KeyringSession()
        let monitor = try BusMonitor(session)
        session.signalKeyring(SIGSTOP)
        defer { session.signalKeyring(SIGCONT) }
        let ran = try monitor.run(verb, andAfter: 1) { session.signalBus(SIGKILL) }
        expectFailure(ran, saying: "no keyring: the D-Bus session bus does not answer")
    }

    @Test("Nothing provides a keyring", arguments: Verb.allCases)
    func noProvider(_ verb: Verb) throws {
        let session = try KeyringSession(.none)
        let ran = try verb.run(in: session.environment)
        expectFailure(ran, saying: "no keyring: nothing on the session bus provides org.freedesktop.secrets")
    }

    @Test("The provider fails to start", arguments: ["/bin/false", "/nonexistent/program"])
    func failingProvider(_ program: String) throws {
        let session = try KeyringSession(.none, services: ["org.freedesktop.secrets": program])
        for verb in Verb.allCases {
            let ran = try verb.run(in: session.environment)
            expectFailure(ran, saying: "no keyring: the keyring's service could not be started")
        }
    }

    @Test("The provider never comes up", arguments: [Verb.get, .store])
    func hangingProvider(_ verb: Verb) throws {
        let session = try KeyringSession(.none, services: ["org.freedesktop.secrets": "/bin/sleep 30"])
        expectFailure(try verb.run(in: session.environment), saying: "the keyring did not answer within 2 s")
    }

    @Test("The provider comes up slowly, and is waited for")
    func slowProvider() throws {
        let start =
            "/bin/sh -c 'sleep 1; printf test | exec gnome-keyring-daemon --unlock --foreground --components=secrets'"
        let session = try KeyringSession(.none, services: ["org.freedesktop.secrets": start])
        // The daemon that the bus has started ends with the bus.
        let ran = try Verb.store.run(in: session.environment, timeout: "20", limit: 30)
        #expect(ran.status == 0, "\(ran.errorText)")
        let answer = try Verb.get.run(in: session.environment)
        #expect(answer.outputText.contains("the new secret"))
    }
}
