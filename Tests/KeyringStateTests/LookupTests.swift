import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("What a provider is asked for, and what of its answers counts")
struct LookupTests {
    @Test("For what is absent it is searched for the eight names of a server, and for nothing else")
    func absent() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "SearchItems": "(@ao [], @ao [])"
            case "Get Locked": "(<false>,)"
            default: nil
            }
        }
        for (number, verb) in [Verb.get, .erase].enumerated() {
            expectAbsent(try verb.run(in: session.environment), for: verb)
            #expect(provider.paths(of: "SearchItems").count == 8 * (number + 1))
        }
    }

    @Test("GNOME Keyring asks nobody at a search: who changes what it keeps sends all of them at once")
    func atOnce() throws {
        let session = try KeyringSession(.none)
        let times = Mutex<[ContinuousClock.Instant]>([])
        let names = ["org.freedesktop.secrets", "org.gnome.keyring"]
        let provider = try ScriptedProvider(names: names, in: session) { call in
            guard call.name == "SearchItems" else { return "(<false>,)" }
            times.withLock { $0.append(.now) }
            return .init("(@ao [], @ao [])", after: call.number == 1 ? 3 : 0)
        }
        expectAbsent(try Verb.erase.run(in: session.environment, timeout: "10", limit: 15), for: .erase)
        try #require(provider.paths(of: "SearchItems").count == 8)
        // Whoever waits for the first answer sends the last one three seconds later.
        times.withLock { #expect($0[7] - $0[0] < .seconds(3)) }
    }

    @Test("It finds more than it was asked for: another server's credential neither answers nor is erased")
    func looseSearch() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "OpenSession": call.number == 1 ? nil : "(<''>, objectpath '/session')"
            case "SearchItems": "([objectpath '/item'], @ao [])"
            case "Get Attributes":
                """
                (<{'xdg:schema': 'io.docker.Credentials', 'docker_cli': '1', 'server': 'other.example',
                'username': 'u'}>,)
                """
            case "GetSecret": "((objectpath '/session', @ay [], [byte 120], 'text/plain'),)"
            case "Delete": "(objectpath '/',)"
            default: nil
            }
        }
        let environment = session.environmentWithPlainSession
        for verb in [Verb.get, .erase] { expectAbsent(try verb.run(in: environment), for: verb) }
        #expect(provider.paths(of: "GetSecret").isEmpty && provider.paths(of: "Delete").isEmpty)
    }

    @Test("It fails without a word: its error's name is said", arguments: ["", " \n"])
    func wordless(_ message: String) throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            call.name == "SearchItems" ? .error("Failed", saying: message) : nil
        }
        let ran = try Verb.list.run(in: session.environment)
        expectFailure(ran, saying: "the keyring refused: it gave no reason (org.freedesktop.DBus.Error.Failed)")
        #expect(provider.paths(of: "SearchItems").count == 1)
    }

    @Test(
        "It asks a person at the first search, who declines: nobody is asked again for each of the other names",
        arguments: [Verb.get, .store, .erase]
    )
    func declined(verb: Verb) throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "SearchItems": .init("(@ao [], @ao [])", after: 2)
            case "Get Locked": "(<true>,)"
            case "Get Items": "(<@ao []>,)"
            case "Unlock": "(@ao [], objectpath '/prompt')"
            case "Prompt": "()"
            default: nil
            }
        }
        let ran = try verb.run(in: session.environment, timeout: "5,20", limit: 30)
        expectFailure(ran, saying: "the keyring is locked: the prompt to unlock it was dismissed")
        #expect(provider.paths(of: "SearchItems").count == 1)
    }
}
