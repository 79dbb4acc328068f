import Foundation
import TestSupport
import Testing

@Suite("What doctor says of the keyring, in its states")
struct DoctorTests {
    /// The checks that ask the keyring.
    private func examine(_ session: KeyringSession, and more: [String: String] = [:]) throws -> DoctorAnswer {
        try HelperBinary.doctor(
            "keyring",
            "provider",
            "lock",
            "items",
            "accounts",
            "tokens",
            in: session.environment.setting(more)
        )
    }

    private func keep(_ servers: [(server: String, username: String)], in session: KeyringSession) throws {
        for (server, username) in servers {
            try SecretTool.store(
                DockerCredential(server: server, username: username, secret: "the secret of \(username)"),
                in: session.environment
            )
        }
    }

    // MARK: - The bus, the provider, the lock

    @Test("All is well")
    func well() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        let answer = try examine(session)
        #expect(answer.problems == 0 && answer.complete)
        #expect(answer["keyring"] == ["ok: the keyring is the Secret Service, since nobody has chosen another"])
        #expect(answer["provider"].first == "ok: GNOME Keyring provides the Secret Service")
        #expect(answer["lock"] == ["ok: the default collection is unlocked"])
        #expect(answer["items"] == ["ok: 1 server, one item for each"])
        #expect(answer["tokens"] == ["ok: 1 kept: none has expired, or is about to"])
    }

    @Test("Locked from the start, and nothing can ask")
    func locked() throws {
        let session = try KeyringSession.locked()
        let answer = try examine(session)
        #expect(answer["lock"] == ["problem: the keyring is locked, and nothing can ask for its password"])
        #expect(answer["tokens"] == ["note: not looked at: the keyring is locked: there may be more in it"])
        #expect(answer.problems == 1 && !answer.complete)
        try session.restartKeyring(.unlocked)
        try session.expectOldCredential()
    }

    @Test("Locked, and something could ask: nobody is asked")
    func asksNobody() throws {
        let place = try TemporaryDirectory()
        let asker = place / "asker"
        try TestProgram.make(asker, script: ": >\(place / "asked")")
        let names = ["org.gnome.keyring.SystemPrompter", "org.gnome.keyring.PrivatePrompter"]
        let session = try KeyringSession(services: Dictionary(uniqueKeysWithValues: names.map { ($0, asker) }))
        try session.storeOldCredential()
        try session.lock()
        let answer = try examine(session)
        let note = "note: the default collection is locked: the next docker command will ask for its password"
        #expect(answer["lock"] == [note])
        #expect(answer.problems == 0)
        #expect(access(place / "asked", F_OK) != 0)
        // Who does want the secret has it asked for.
        _ = try Verb.get.run(in: session.environment)
        #expect(access(place / "asked", F_OK) == 0)
    }

    @Test("Nothing provides a keyring; what starts it fails")
    func absent() throws {
        let none = try examine(KeyringSession(.none))
        #expect(none["keyring"] == ["problem: no keyring: nothing on the session bus provides org.freedesktop.secrets"])
        #expect(none["tokens"] == ["note: not looked at: the keyring could not be asked"])
        #expect(none.problems == 1 && !none.complete)
        let failing = try examine(KeyringSession(.none, services: ["org.freedesktop.secrets": "/bin/false"]))
        #expect(failing["keyring"] == ["problem: no keyring: the keyring's service could not be started"])
    }

    @Test("Another provider, by the name of its process, and KeePassXC, which is asked for no secret")
    func otherProviders() throws {
        let script: ScriptedProvider.Script = { call in
            switch call.name {
            case "SearchItems": "([objectpath '/item'], @ao [])"
            case "Get Attributes": ScriptedProviderTests.attributes(of: "ghcr.io", username: "octocat")
            case "Get Locked": "(<false>,)"
            case "Get Collections": "(<[objectpath '/collection']>,)"
            case "ReadAlias": "(objectpath '/collection',)"
            default: nil
            }
        }
        let session = try KeyringSession(.none)
        let unknown = try ScriptedProvider(in: session, script: script)
        let process = try String(contentsOfFile: "/proc/self/comm", encoding: .utf8).trimmingCharacters(in: .newlines)
        #expect(try examine(session)["provider"].first == "ok: \(process) provides the Secret Service")
        withExtendedLifetime(unknown) {}

        let other = try KeyringSession(.none)
        let names = ["org.freedesktop.secrets", "org.keepassxc.KeePassXC.MainWindow"]
        let keePassXC = try ScriptedProvider(names: names, in: other, script: script)
        let answer = try examine(other)
        #expect(answer["provider"].first == "ok: KeePassXC provides the Secret Service")
        #expect(answer["provider"].contains { $0.hasPrefix("note: KeePassXC: it may ask before each access") })
        #expect(answer["tokens"] == ["ok: 1 kept: none has expired, or is about to"])
        #expect(keePassXC.paths(of: "GetSecret").isEmpty && keePassXC.paths(of: "OpenSession").isEmpty)
    }

    @Test("KeePassXC's dialog, which hangs on one or two processors, is spoken of there alone", arguments: [1, 2, 3])
    func processors(_ count: Int) throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(names: KeePassXCTests.names, in: session) { _ in nil }
        let directory = try TemporaryDirectory()
        let online = directory / "online"
        try Data("0-\(count - 1)\n".utf8).write(to: URL(fileURLWithPath: online))
        let script = #"mount --bind "$1" /sys/devices/system/cpu/online && shift && exec "$@""#
        let doctor = [HelperBinary.path, "doctor", "--only", "provider"]
        let ran = try Command.run(
            ["unshare", "--mount", "sh", "-c", script, "sh", online] + doctor,
            environment: session.environment
        )
        #expect(ran.outputText.contains("KeePassXC provides the Secret Service"))
        #expect(ran.outputText.contains("never ends unlocking in a dialog") == (count <= 2))
        withExtendedLifetime(provider) {}
    }

    @Test(
        "KWallet, by each of its names, and when it is that it may lose a secret",
        arguments: ["kwalletd5", "kwalletd6", "secretservicecompat"]
    )
    func kWallet(_ name: String) throws {
        let session = try KeyringSession(.none)
        let provider = try ScriptedProvider(names: ["org.freedesktop.secrets", "org.kde.\(name)"], in: session) {
            call in
            switch call.name {
            case "SearchItems": "(@ao [], @ao [])"
            case "ReadAlias": "(objectpath '/collection',)"
            case "Get Locked": "(<false>,)"
            default: nil
            }
        }
        let answer = try examine(session)
        #expect(answer["provider"].first == "ok: KWallet provides the Secret Service")
        let difference = "ok: KWallet: a new secret is on the disk 5 s after a login"
        #expect(answer["provider"].contains { $0.hasPrefix(difference) })
        withExtendedLifetime(provider) {}
    }

    @Test("The default keyring is the one in memory; there is none; its file is damaged")
    func defaultKeyring() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        let program = try KeyringProgram(in: session)
        try program.setDefaultCollection(KeyringProgram.session)
        #expect(try examine(session)["lock"].first?.hasPrefix("problem: the default collection is in memory") == true)

        let other = try KeyringSession()
        let otherProgram = try KeyringProgram(in: other)
        _ = try otherProgram.makeCollection("work")
        try otherProgram.deleteCollection(KeyringProgram.login)
        let none = "problem: no keyring is the default one, and nothing can ask for a new one's password"
        #expect(try examine(other)["lock"] == [none])

        let damaged = try KeyringSession()
        try damaged.storeOldCredential()
        damaged.stopKeyring()
        let file = damaged.directory / "data/keyrings/login.keyring"
        try Data("garbage".utf8).write(to: URL(fileURLWithPath: file))
        try damaged.restartKeyring(.locked)
        let problem = "problem: the keyring cannot read its file \(file): it may be damaged"
        #expect(try examine(damaged)["items"] == [problem])
    }

    // MARK: - What is in it

    @Test("Two items of one server, and spellings with different accounts")
    func items() throws {
        let session = try KeyringSession()
        try keep([("ghcr.io", "old"), ("docker.io", "bob")], in: session)
        // Times of change are whole seconds.
        sleep(1)
        try keep([("ghcr.io", "new"), ("https://index.docker.io/v1/", "ann")], in: session)
        let answer = try examine(session)
        #expect(answer["items"] == ["problem: ghcr.io has 2 items, for new, old: get answers for new"])
        let accounts = answer["accounts"].first ?? ""
        #expect(accounts.hasPrefix("problem: these mean the same server, for different accounts: "))
        #expect(accounts.contains("docker.io (bob)") && accounts.contains("https://index.docker.io/v1/ (ann)"))
        #expect(answer.problems == 2)
        #expect(try HelperBinary.run(["get", "ghcr.io"], in: session.environment).outputText.contains("new"))
    }

    @Test("Expired and expiring tokens, by what was recorded")
    func tokens() throws {
        let session = try KeyringSession()
        for (server, time) in [("past.example", "2020-01-01"), ("soon.example", "3d"), ("later.example", "90d")] {
            try keep([(server, "u")], in: session)
            #expect(try HelperBinary.run(["expires", server, time], in: session.environment).status == 0)
        }
        let answer = try examine(session)
        #expect(answer["tokens"].count == 2)
        #expect(answer["tokens"].first?.hasPrefix("problem: the token for past.example (") == true)
        #expect(answer["tokens"].last?.hasPrefix("note: the token for soon.example (") == true)
        #expect(!"\(answer)".contains("the secret of"))
    }
}
