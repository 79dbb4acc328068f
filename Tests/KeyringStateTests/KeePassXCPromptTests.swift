import Foundation
import TestSupport
import Testing

@Suite("What KeePassXC asks a person at a search, played by a script")
struct KeePassXCPromptTests {
    private static let dismissed = "the keyring is locked: the prompt to unlock it was dismissed"
    /// While nothing is unlocked it finds nothing.
    private static let nothing = "(@ao [], @ao [])"

    /// - Parameters:
    ///   - locked: whether each of its databases is locked.
    ///   - search: its answer to the first search, once a person has been asked.
    ///   - isPromptDismissed: whether a person dismisses its prompt; if not, the only database is unlocked then.
    private static func provider(
        in session: KeyringSession,
        locked: [Bool],
        search: ScriptedProvider.Reply,
        isPromptDismissed: Bool = true
    ) throws -> ScriptedProvider {
        let paths = locked.indices.map { "objectpath '/database/\($0)'" }.joined(separator: ", ")
        return try ScriptedProvider(names: KeePassXCTests.names, in: session, isPromptDismissed: isPromptDismissed) {
            call in
            switch call.name {
            case "SearchItems" where call.number == 1: search
            // The next ones would ask again.
            case "SearchItems": isPromptDismissed ? .init(nothing, after: 60) : "([objectpath '/item'], @ao [])"
            case "Get Attributes": ScriptedProviderTests.attributes(of: "ghcr.io")
            case "Get Collections": .init("(<[\(paths)]>,)", after: 0)
            case "Get Items": "(<@ao []>,)"
            case "Get Locked" where call.number > 1 && !isPromptDismissed: "(<false>,)"
            // Of the default one, by its alias, as of the first.
            case "Get Locked": locked[Int(call.path.suffix(1)) ?? 0] ? "(<true>,)" : "(<false>,)"
            case "Unlock": "(@ao [], objectpath '/prompt')"
            case "Prompt": "()"
            default: nil
            }
        }
    }

    @Test("Locked, and dismissed: a prompt tells of it, whenever the search is answered", arguments: Verb.allCases)
    func dismissal(_ verb: Verb) throws {
        for seconds in [0.0, 60] {
            let session = try KeyringSession(.none)
            let search = ScriptedProvider.Reply(Self.nothing, after: seconds)
            let provider = try Self.provider(in: session, locked: [true], search: search)
            expectFailure(try verb.run(in: session.environment), saying: Self.dismissed)
            #expect(provider.paths(of: "Prompt").count == 1)
            #expect(provider.paths(of: "SearchItems").count == 1, "each of the others would ask again")
        }
    }

    @Test("Locked, and unlocked at the prompt: what is searched for then is found")
    func unlocking() throws {
        let session = try KeyringSession(.none)
        let provider = try Self.provider(
            in: session,
            locked: [true],
            search: .init(Self.nothing, after: 60),
            isPromptDismissed: false
        )
        #expect(try Verb.list.run(in: session.environment).outputText == "{\"ghcr.io\":\"u\"}\n")
        #expect(provider.paths(of: "Prompt").count == 1)
    }

    @Test("Two databases are locked, and dismissed: nobody is asked again", arguments: Verb.allCases)
    func choice(_ verb: Verb) throws {
        let session = try KeyringSession(.none)
        let search = ScriptedProvider.Reply(Self.nothing, after: 3)
        let provider = try Self.provider(in: session, locked: [true, true], search: search)
        let ran = try verb.run(in: session.environment, timeout: "2,60", limit: 90)
        expectFailure(ran, saying: Self.dismissed)
        #expect(provider.paths(of: "Unlock").isEmpty)
        #expect(provider.paths(of: "SearchItems").count == 1)
    }

    @Test("Two databases are locked, and a search asks nobody, as it can be set: a prompt does")
    func choiceUnasked() throws {
        let session = try KeyringSession(.none)
        let search = ScriptedProvider.Reply(Self.nothing, after: 0)
        let provider = try Self.provider(in: session, locked: [true, true], search: search)
        expectFailure(try Verb.get.run(in: session.environment), saying: Self.dismissed)
        #expect(provider.paths(of: "Prompt").count == 1)
        #expect(provider.paths(of: "SearchItems").count == 1)
    }

    @Test("One of two databases is unlocked: it is searched, and status searches it, too")
    func oneOpen() throws {
        let session = try KeyringSession(.none)
        let search: ScriptedProvider.Reply = "([objectpath '/item'], @ao [])"
        let provider = try Self.provider(in: session, locked: [true, false], search: search, isPromptDismissed: false)
        #expect(try Verb.list.run(in: session.environment).outputText == "{\"ghcr.io\":\"u\"}\n")
        #expect(provider.paths(of: "Unlock").isEmpty)

        let other = try KeyringSession(.none)
        let shown = try Self.provider(in: other, locked: [true, false], search: search, isPromptDismissed: false)
        _ = try HelperBinary.run(["status"], in: other.environment)
        #expect(!shown.paths(of: "SearchItems").isEmpty)
    }

    @Test("Locked: status and expires search for nothing, and ask nobody")
    func statusWhileLocked() throws {
        let session = try KeyringSession(.none)
        let provider = try Self.provider(in: session, locked: [true], search: .init(Self.nothing, after: 60))
        let status = try HelperBinary.run(["status"], in: session.environment)
        #expect(status.errorText.hasPrefix("the keyring is locked: there may be more in it\n"))
        let expires = try HelperBinary.run(["expires", "ghcr.io"], in: session.environment)
        expectFailure(expires, saying: "the keyring is locked, and nothing can ask for its password")
        #expect(provider.paths(of: "SearchItems").isEmpty && provider.paths(of: "Unlock").isEmpty)
    }

    // MARK: - No database is open

    /// It answers a search once a person has opened a database, or none.
    private static func providerWithoutDatabase(
        in session: KeyringSession,
        search: ScriptedProvider.Reply
    ) throws -> ScriptedProvider {
        try ScriptedProvider(names: KeePassXCTests.names, in: session) { call in
            switch call.name {
            case "SearchItems": search
            case "Get Collections": "(<@ao []>,)"
            case "Get Locked", "Get Items": .error("UnknownObject")
            case "Get Attributes": ScriptedProviderTests.attributes(of: "ghcr.io")
            default: nil
            }
        }
    }

    @Test("No database is open: a search, which has a person asked for one, has a person's time")
    func patience() throws {
        let session = try KeyringSession(.none)
        let provider = try Self.providerWithoutDatabase(
            in: session,
            search: .init("([objectpath '/item'], @ao [])", after: 4)
        )
        let ran = try Verb.list.run(in: session.environment, timeout: "3,60", limit: 90)
        #expect(ran.outputText == "{\"ghcr.io\":\"u\"}\n")
        #expect(provider.paths(of: "SearchItems").count == 1)
    }

    @Test("No database is open, and a person opens none: that is dismissed, and never absent", arguments: Verb.allCases)
    func noDatabase(_ verb: Verb) throws {
        for seconds in [0.0, 2] {
            let session = try KeyringSession(.none)
            let search = ScriptedProvider.Reply(Self.nothing, after: seconds)
            let provider = try Self.providerWithoutDatabase(in: session, search: search)
            let ran = try verb.run(in: session.environment, timeout: "2,60", limit: 90)
            expectFailure(ran, saying: Self.dismissed)
            #expect(provider.paths(of: "CreateItem").isEmpty)
            #expect(provider.paths(of: "SearchItems").count == 1, "each of the others would ask again")
        }
    }

    @Test("No database is open: status asks nobody for one")
    func statusAsksNothing() throws {
        let session = try KeyringSession(.none)
        let provider = try Self.providerWithoutDatabase(in: session, search: "(@ao [], @ao [])")
        let status = try HelperBinary.run(["status"], in: session.environment)
        #expect(status.errorText.hasPrefix("the keyring is locked: there may be more in it\n"))
        #expect(status.status == 1)
        #expect(provider.paths(of: "SearchItems").isEmpty)
    }
}
