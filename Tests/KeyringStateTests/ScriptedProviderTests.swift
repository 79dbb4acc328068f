import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("A provider that shows what GNOME Keyring never does")
struct ScriptedProviderTests {
    private static let item = attributes(of: "ghcr.io")

    static func attributes(of server: String, username: String = "u") -> ScriptedProvider.Reply {
        let own = "'server': '\(server)', 'username': '\(username)'"
        return .init("(<{'xdg:schema': 'io.docker.Credentials', 'docker_cli': '1', \(own)}>,)", after: 0)
    }

    /// What `Verb.store` stores, in a session without encryption.
    static var secret: ScriptedProvider.Reply {
        let bytes = "the new secret".utf8.map { "byte \($0)" }.joined(separator: ", ")
        return .init("((objectpath '/session', @ay [], [\(bytes)], 'text/plain'),)", after: 0)
    }

    /// An open collection with nothing in it, and a session without encryption; `more` answers what else is asked.
    static func openAndEmpty(_ more: @escaping ScriptedProvider.Script) -> ScriptedProvider.Script {
        { call in
            switch call.name {
            case "OpenSession": call.number % 2 == 1 ? nil : "(<''>, objectpath '/session')"
            case "SearchItems": "(@ao [], @ao [])"
            case "Get Locked": "(<false>,)"
            default: more(call)
            }
        }
    }

    /// A locked collection that shows no items, and a prompt to unlock it.
    private static let lockedAndEmpty: ScriptedProvider.Script = { call in
        switch call.name {
        case "SearchItems": "(@ao [], @ao [])"
        case "Get Locked": "(<true>,)"
        case "Get Items": "(<@ao []>,)"
        case "Unlock": "(@ao [], objectpath '/prompt')"
        case "Prompt": "()"
        default: nil
        }
    }

    @Test("Locked, it shows an empty keyring, as KeePassXC does: nobody is told that nothing is there")
    func hidden() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session, script: Self.lockedAndEmpty)
        for (number, verb) in [Verb.get, .erase, .list].enumerated() {
            let ran = try verb.run(in: session.environment)
            expectFailure(ran, saying: "the keyring is locked: the prompt to unlock it was dismissed")
            #expect(provider.paths(of: "Prompt").count == number + 1)
        }
        let status = try HelperBinary.run(["status"], in: session.environment)
        #expect(status.errorText.hasPrefix("the keyring is locked: there may be more in it\n"))
        #expect(status.status == 1)
        #expect(provider.paths(of: "Prompt").count == 3)
    }

    @Test("It does not know a new client's first search, as GNOME Keyring does not now and then: it is asked again")
    func newClient() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "SearchItems": call.number == 1 ? .error("UnknownMethod") : "([objectpath '/item'], @ao [])"
            case "Get Attributes": Self.item
            default: nil
            }
        }
        let ran = try Verb.list.run(in: session.environment)
        #expect(ran.outputText == "{\"ghcr.io\":\"u\"}\n")
        #expect(provider.paths(of: "SearchItems").count == 2)
    }

    @Test("It asks a person before it answers a search, as KeePassXC does: the search has a person's time")
    func patience() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "SearchItems": .init("([objectpath '/item'], @ao [])", after: 4)
            case "Get Locked": "(<true>,)"
            case "Get Attributes": Self.item
            default: nil
            }
        }
        let ran = try Verb.list.run(in: session.environment, timeout: "3,60", limit: 90)
        #expect(ran.outputText == "{\"ghcr.io\":\"u\"}\n")
        #expect(provider.paths(of: "SearchItems").count == 1)
    }

    @Test("A person has unlocked it, and it does not answer then: that is said, and in the keyring's time")
    func silentAfterPrompt() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session, isPromptDismissed: false) { call in
            switch call.name {
            case "SearchItems": .init("(@ao [], @ao [])", after: call.number == 1 ? 0 : 30)
            case "Get Locked": call.number == 1 ? "(<true>,)" : "(<false>,)"
            case "Get Items": "(<@ao []>,)"
            case "Unlock": "(@ao [], objectpath '/prompt')"
            case "Prompt": "()"
            default: nil
            }
        }
        let ran = try Verb.list.run(in: session.environment, timeout: "2,60")
        expectFailure(ran, saying: "the keyring did not answer within 2 s")
        #expect(provider.paths(of: "Prompt").count == 1)
    }

    @Test("It shows more items than it tells of in time: the time limit is that of all questions together")
    func tooManyItems() throws {
        let session = try KeyringSession(.none)
        let items = (1...5_000).map { "objectpath '/item/\($0)'" }.joined(separator: ", ")
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "SearchItems": .init("([\(items)], @ao [])", after: 0)
            case "Get Attributes": .init(Self.item.text, after: 0.25)
            default: nil
            }
        }
        let ran = try Verb.list.run(in: session.environment)
        expectFailure(ran, saying: "the keyring did not answer within 2 s")
        // Of 64 at once, each of which takes a quarter of a second.
        #expect(provider.paths(of: "Get Attributes").count <= 64 * 9)
    }

    @Test("It says that it has deleted, and has not: erase fails")
    func keeps() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "SearchItems": "([objectpath '/item'], @ao [])"
            case "Get Attributes": Self.item
            case "Delete": "(objectpath '/',)"
            default: nil
            }
        }
        // It gives up by the count of its attempts, thirty, which a busy machine takes longer for than for one call.
        let ran = try Verb.erase.run(in: session.environment, timeout: "60", limit: 90)
        expectFailure(ran, saying: "the keyring refused: the credential is still there after it was erased")
        #expect(provider.paths(of: "Delete").count > 1, "it may have been stored again meanwhile")
    }

    @Test("It deletes only once it has answered the next search: erase looks once more")
    func deletesLate() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            // The eight spellings, and a look beside the deletion.
            case "SearchItems": call.number <= 8 + 1 ? "([objectpath '/item'], @ao [])" : "(@ao [], @ao [])"
            case "Get Attributes": Self.item
            case "Delete": "(objectpath '/',)"
            default: nil
            }
        }
        let ran = try Verb.erase.run(in: session.environment)
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(provider.paths(of: "SearchItems").count == 8 + 2)
    }

    @Test("Of two names of a server with two items each, erase deletes the newest of either last")
    func eraseOrder() throws {
        let session = try KeyringSession(.none)
        // An erase that is killed on its way leaves none but what answered before.
        let times = ["/a/4": 4, "/b/3": 3, "/a/2": 2, "/b/1": 1]
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "SearchItems":
                call.number == 1
                    ? "([objectpath '/b/1', '/a/2', '/b/3', '/a/4'], @ao [])" : "(@ao [], @ao [])"
            case "Get Attributes": Self.attributes(of: call.path.hasPrefix("/a") ? "ghcr.io" : "https://ghcr.io")
            case "Get Modified": .init("(<uint64 \(times[call.path]!)>,)", after: 0)
            case "Delete": "(objectpath '/',)"
            default: nil
            }
        }
        let ran = try Verb.erase.run(in: session.environment)
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(provider.paths(of: "Delete") == ["/b/1", "/a/2", "/b/3", "/a/4"])
    }

    @Test("The item that a store has updated is gone, since another helper deleted it as superfluous: it is made anew")
    func keptIsGone() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "GetAll": "(@a{sv} {},)"
            case "OpenSession": call.number == 1 ? nil : "(<''>, objectpath '/session')"
            case "SearchItems":
                // The eight spellings, and a look before the deletion.
                call.number <= 8 + 1 ? "([objectpath '/item/1', '/item/2'], @ao [])" : "(@ao [], @ao [])"
            case "Get Attributes": Self.attributes(of: "ghcr.io", username: call.path == "/item/1" ? "octocat" : "u")
            case "Get Modified": "(<uint64 1>,)"
            case "Get Locked": "(<false>,)"
            case "SetSecret": "()"
            case "GetSecret": Self.secret
            case "Delete": "(objectpath '/',)"
            case "CreateItem": "(objectpath '/item/3', objectpath '/')"
            default: nil
            }
        }
        let ran = try Verb.store.run(in: session.environmentWithPlainSession)
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(provider.paths(of: "Delete") == ["/item/2"])
        #expect(provider.paths(of: "CreateItem").count == 1)
    }

    @Test(
        "It leaves an item out of the secrets of all, or tells none: status asks for that item's, or for each one's",
        arguments: [
            ("({objectpath '/item/1': (objectpath '/session', @ay [], [byte 49], 'text/plain')},)", 1), (nil, 2),
        ]
    )
    func secretsLeftOut(answer: String?, questions: Int) throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "OpenSession": call.number == 1 ? nil : "(<''>, objectpath '/session')"
            case "SearchItems": "([objectpath '/item/1', '/item/2'], @ao [])"
            case "Get Attributes": Self.attributes(of: call.path.replacing("/item/", with: "n") + ".example")
            case "GetSecrets": answer.map { .init($0, after: 0) }
            case "GetSecret": Self.secret
            default: nil
            }
        }
        let ran = try HelperBinary.run(["status"], in: session.environmentWithPlainSession)
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(ran.outputText.contains("n1.example") && ran.outputText.contains("n2.example"))
        #expect(provider.paths(of: "GetSecret").count == questions)
    }

    // MARK: - Another provider's name on the bus

    /// Another program with the name of a provider, such as a gnome-keyring-daemon that runs for ssh keys alone.
    private static func bystander(_ name: String, in session: KeyringSession) throws -> ScriptedProvider {
        try ScriptedProvider(names: [name], in: session) { _ in nil }
    }

    @Test("KeePassXC runs, and is not the provider: status searches, for the default profile and for the others")
    func besideKeePassXC() throws {
        let session = try KeyringSession(.none)
        let bystander = try Self.bystander("org.keepassxc.KeePassXC.MainWindow", in: session)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "SearchItems": "(@ao [], [objectpath '/item'])"
            case "Get Locked": "(<true>,)"
            case "Get Attributes": Self.item
            default: nil
            }
        }
        let status = try HelperBinary.run(["status"], in: session.environment)
        #expect(status.outputText.contains("ghcr.io"))
        #expect(provider.paths(of: "SearchItems").count == 2)
        withExtendedLifetime(bystander) {}
    }

    @Test("gnome-keyring-daemon runs, and is not the provider: its keyring's file is not missed")
    func besideGNOMEKeyring() throws {
        let session = try KeyringSession(.none)
        let keyrings = try #require(session.environment["XDG_DATA_HOME"]) + "/keyrings"
        try FileManager.default.createDirectory(atPath: keyrings, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: keyrings + "/login.keyring"))
        let bystander = try Self.bystander("org.gnome.keyring", in: session)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "SearchItems": "(@ao [], @ao [])"
            case "Get Locked": "(<false>,)"
            case "Get Collections": "(<[objectpath '/org/freedesktop/secrets/collection/own']>,)"
            default: nil
            }
        }
        let ran = try Verb.list.run(in: session.environment)
        #expect(ran.outputText == "{}\n")
        withExtendedLifetime((bystander, provider)) {}
    }

    @Test("gnome-keyring-daemon runs, and is not the provider: a prompt that was dismissed was shown")
    func promptBesideGNOMEKeyring() throws {
        let session = try KeyringSession(.none)
        let bystander = try Self.bystander("org.gnome.keyring", in: session)
        let provider = try ScriptedProvider(in: session, script: Self.lockedAndEmpty)
        let ran = try Verb.list.run(in: session.environment)
        expectFailure(ran, saying: "the keyring is locked: the prompt to unlock it was dismissed")
        withExtendedLifetime((bystander, provider)) {}
    }

    // MARK: - What is stored

    @Test("It is not known, and keeps another secret than it was given: store fails")
    func wrongSecret() throws {
        let session = try KeyringSession(.none)
        let script = Self.openAndEmpty { call in
            switch call.name {
            case "CreateItem": "(objectpath '/item', objectpath '/')"
            case "GetSecret": "((objectpath '/session', @ay [], [byte 1], 'text/plain'),)"
            default: nil
            }
        }
        let provider = try ScriptedProvider(in: session, script: script)
        let ran = try Verb.store.run(in: session.environmentWithPlainSession, timeout: "5")
        expectFailure(ran, saying: "the keyring refused: it keeps another secret than it was given")
        withExtendedLifetime(provider) {}
    }

    @Test("It names no item that it made: store fails, and the old account's item is still there")
    func noItemMade() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session) { call in
            switch call.name {
            case "OpenSession": call.number == 1 ? nil : "(<''>, objectpath '/session')"
            case "SearchItems": "([objectpath '/item'], @ao [])"
            case "Get Attributes": Self.attributes(of: "ghcr.io", username: "another")
            case "Get Locked": "(<false>,)"
            case "CreateItem": "(objectpath '/', objectpath '/')"
            default: nil
            }
        }
        let ran = try Verb.store.run(in: session.environmentWithPlainSession)
        expectFailure(ran, saying: "the keyring refused: it made no item")
        #expect(provider.paths(of: "Delete").isEmpty)
    }

    @Test("It asks again after each answer: the helper gives up after three")
    func endlessPrompts() throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(in: session, isPromptDismissed: false, script: Self.lockedAndEmpty)
        for (number, verb) in [Verb.list, .store].enumerated() {
            let ran = try verb.run(in: session.environment)
            expectFailure(ran, saying: "the keyring refused: it is locked even after its prompt was answered")
            #expect(provider.paths(of: "Prompt").count == 3 * (number + 1))
        }
    }

    // MARK: - Prompts that make and delete items

    /// Whether a helper has the lock of those who change the keyring.
    private static func isLocked(_ lockFile: String) -> Bool {
        let descriptor = open(lockFile, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0
    }

    private static func lockFile(in session: KeyringSession) -> String {
        session.environment["XDG_RUNTIME_DIR"]! + "/docker-credential-pat.lock"
    }

    @Test(
        "It has a prompt for each item that is deleted, as KeePassXC does: erase deletes them all, with the lock held"
    )
    func promptForEachDeletion() throws {
        let session = try KeyringSession(.none)
        let lockFile = Self.lockFile(in: session)
        let deleted = Mutex<Set<String>>([])
        let locked = Mutex<[Bool]>([])
        let provider = try ScriptedProvider(in: session, isPromptDismissed: false) { call in
            switch call.name {
            case "SearchItems":
                let left = (1...6).map { "/item/\($0)" }.filter { item in deleted.withLock { !$0.contains(item) } }
                let paths = left.map { "objectpath '\($0)'" }.joined(separator: ", ")
                return .init("(\(left.isEmpty ? "@ao []" : "[\(paths)]"), @ao [])", after: 0)
            case "Get Attributes": return Self.item
            case "Get Modified": return "(<uint64 1>,)"
            case "Get Locked": return "(<false>,)"
            case "Delete": return .init("(objectpath '\(call.path.replacing("item", with: "prompt"))',)", after: 0)
            case "Prompt":
                locked.withLock { $0.append(Self.isLocked(lockFile)) }
                deleted.withLock { _ = $0.insert(call.path.replacing("prompt", with: "item")) }
                return "()"
            default: return nil
            }
        }
        let ran = try Verb.erase.run(in: session.environment)
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(provider.paths(of: "Prompt").count == 6)
        #expect(locked.withLock { $0 } == Array(repeating: true, count: 6))
    }

    @Test(
        "It has a prompt for an item that is made, as KeePassXC does: what that has made counts",
        arguments: [("objectpath '/item'", ""), ("objectpath '/'", "it made no item"), ("''", "it made no item")]
    )
    func promptForNewItem(result: String, error: String) throws {
        let session = try KeyringSession(.none)
        let lockFile = Self.lockFile(in: session)
        let locked = Mutex<[Bool]>([])
        let provider = try ScriptedProvider(in: session, isPromptDismissed: false, promptResult: result) { call in
            switch call.name {
            case "OpenSession": return call.number == 1 ? nil : "(<''>, objectpath '/session')"
            case "SearchItems":
                let made = locked.withLock { !$0.isEmpty }
                return made ? "([objectpath '/old', '/item'], @ao [])" : "([objectpath '/old'], @ao [])"
            case "Get Attributes":
                return Self.attributes(of: "ghcr.io", username: call.path == "/old" ? "another" : "octocat")
            case "Get Locked": return "(<false>,)"
            case "CreateItem": return "(objectpath '/', objectpath '/prompt')"
            case "GetSecret": return Self.secret
            case "Delete": return "(objectpath '/',)"
            case "Prompt":
                locked.withLock { $0.append(Self.isLocked(lockFile)) }
                return "()"
            default: return nil
            }
        }
        let ran = try Verb.store.run(in: session.environmentWithPlainSession)
        #expect(ran.outputText == (error.isEmpty ? "" : "the keyring refused: \(error)\n"))
        #expect(locked.withLock { $0 } == [true])
        #expect(provider.paths(of: "Delete") == (error.isEmpty ? ["/old"] : []))
    }

    @Test("A person is asked to unlock it: no helper has the lock meanwhile")
    func unlockingWithoutLock() throws {
        let session = try KeyringSession(.none)
        let lockFile = Self.lockFile(in: session)
        let locked = Mutex<[Bool]>([])
        let provider = try ScriptedProvider(in: session, isPromptDismissed: false) { call in
            switch call.name {
            case "SearchItems": return "(@ao [], @ao [])"
            case "Get Locked": return locked.withLock { $0.isEmpty } ? "(<true>,)" : "(<false>,)"
            case "Get Items": return "(<@ao []>,)"
            case "Unlock": return "(@ao [], objectpath '/prompt')"
            case "Prompt":
                locked.withLock { $0.append(Self.isLocked(lockFile)) }
                return "()"
            default: return nil
            }
        }
        let ran = try Verb.erase.run(in: session.environment)
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(locked.withLock { $0 } == [false])
        withExtendedLifetime(provider) {}
    }
}
