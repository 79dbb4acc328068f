import Foundation
import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("setup, on a terminal and without one")
struct SetupTests {
    private let home: TemporaryDirectory
    private let console = TestConsole()
    private let store = InMemoryStore()
    private var docker: String { home / ".docker/config.json" }
    private var podman: String { home / ".config/containers/auth.json" }

    init() throws {
        home = try TemporaryDirectory()
        for name in [".docker", ".config/containers"] {
            try FileManager.default.createDirectory(atPath: home / name, withIntermediateDirectories: true)
        }
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    private func read(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func auth(_ account: String) -> String { Data(account.utf8).base64EncodedString() }

    private func run(_ words: String..., answers: [String]? = nil, path: String = "/nonexistent") -> Int32 {
        let isTerminal = answers != nil
        console.inputIsTerminal = isTerminal
        console.outputIsTerminal = isTerminal
        console.typed = answers ?? []
        let environment = environment.merging(["PATH": path]) { _, given in given }
        return console.run(["setup"] + words, over: store, environment: environment)
    }

    /// Without `REGISTRY_AUTH_FILE` root's podman has its file in a directory of the system's.
    private var environment: [String: String] {
        ["HOME": home.path, "PATH": "/nonexistent", "REGISTRY_AUTH_FILE": podman]
    }

    private func kept(_ server: String) throws -> String? {
        try store.credential(for: server, orBestOf: []).map { "\($0.username) \($0.secret.text)" }
    }

    @Test("It shows the plan, asks once, and does it; the second time there is nothing to do")
    func session() throws {
        try write(#"{"auths": {"ghcr.io": {"auth": "\#(auth("ann:one"))"}}}"#, to: docker)
        try write(#"{"auths": {"quay.io": {"auth": "\#(auth("ben:two"))"}}}"#, to: podman)
        #expect(run(answers: ["y"]) == 0, "\(console.output)\(console.error)")
        #expect(console.prompts == ["go on? [y/N] "])
        #expect(console.output.contains("docker: \(docker)\n  will move into the keyring ghcr.io (ann)\n"))
        #expect(try kept("ghcr.io") == "ann one" && kept("quay.io") == "ben two")
        #expect(try read(docker) == #"{"auths": {"ghcr.io": {}}, "credsStore": "pat"}"#)
        let helpers = #""credHelpers": {"ghcr.io": "pat", "quay.io": "pat"}"#
        #expect(try read(podman) == #"{"auths": {"quay.io": {}}, \#(helpers)}"#)
        #expect(try read(docker + ".before-pat") == #"{"auths": {"ghcr.io": {}}}"#)
        for text in [console.output, console.error] { #expect(!text.contains("one") || !text.contains("two")) }

        let before = try [docker, podman].map(read)
        #expect(run(answers: []) == 0)
        #expect(console.prompts.count == 1 && console.output.hasSuffix("nothing to do\n"))
        #expect(run() == 0)
        #expect(try [docker, podman].map(read) == before)
    }

    @Test("Whoever does not say yes has nothing changed", arguments: [["n"], [""], [], ["yess"]])
    func declined(_ answers: [String]) throws {
        try write(#"{"auths": {"ghcr.io": {"auth": "\#(auth("ann:one"))"}}}"#, to: docker)
        let before = try read(docker)
        #expect(run(answers: answers) == 1)
        #expect(console.output.hasSuffix("nothing was changed\n"))
        #expect(try read(docker) == before && kept("ghcr.io") == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home / ".docker") == ["config.json"])
        #expect(!FileManager.default.fileExists(atPath: home / ".config/docker-credential-pat"))
    }

    @Test("Without a terminal it names --yes, and does nothing; with it, all is done")
    func noTerminal() throws {
        #expect(run() == 1)
        #expect(console.output == "there is no terminal to ask on whether to go on\n")
        #expect(console.error.contains("hint: --yes goes on without asking"))
        #expect(!FileManager.default.fileExists(atPath: docker))
        #expect(run("--dry-run") == 0)
        #expect(console.output.hasSuffix("will put in \"credsStore\": \"pat\"\nnothing was changed\n"))
        #expect(!FileManager.default.fileExists(atPath: docker))
        #expect(run("--yes") == 0)
        #expect(try read(docker) == "{\n\t\"credsStore\": \"pat\"\n}")
        #expect(console.prompts == [])
    }

    @Test("A script that chooses a keyring needs no consent, and the clients' files stay as they are")
    func keyringAlone() throws {
        #expect(run("--keyring", "service") == 0)
        #expect(console.output.hasSuffix("between its braces:\n  \"credsStore\": \"pat\"\n"))
        #expect(!FileManager.default.fileExists(atPath: docker))
        #expect(console.error == "")
        let text = #"{"auths": {"ghcr.io": {"auth": "\#(auth("ann:one"))"}}, "credsStore": "pat"}"#
        try write(text, to: docker)
        #expect(run("--keyring", "service") == 0)
        #expect(!console.output.contains("credsStore"))
        #expect(console.error.hasSuffix("in \(docker): setup --yes moves them into the keyring\n"))
        #expect(try read(docker) == text)
        #expect(run("--keyring", "service", "--registry", "ghcr.io") == 1)
    }

    @Test("Another credential of the keyring's stays, unless somebody says otherwise")
    func dispute() throws {
        let text = #"{"auths": {"ghcr.io": {"auth": "\#(auth("ann:file"))"}}}"#
        try write(text, to: docker)
        try write(text, to: podman)
        let kept = Credential(server: "ghcr.io", username: "zoe", secret: Secret("keyring"))
        try store.store(kept, renewing: [])
        #expect(run("--yes") == 0)
        #expect(console.output.contains("leaves in plain text ghcr.io (ann): the keyring has another credential"))
        #expect(console.error.contains("left in plain text: ghcr.io (ann): the keyring has another credential (zoe)"))
        #expect(try self.kept("ghcr.io") == "zoe keyring")
        #expect(try read(docker).contains(auth("ann:file")))
        // podman goes on with what it has.
        #expect(try read(podman) == text)

        #expect(run(answers: ["y", "n", "n"]) == 0)
        #expect(console.prompts.count == 3)
        #expect(console.prompts[1].hasPrefix("the keyring has one of zoe for ghcr.io: replace it by ghcr.io (ann)?"))
        #expect(try self.kept("ghcr.io") == "zoe keyring")
        #expect(run(answers: ["y", "y", "y"]) == 0)
        #expect(try self.kept("ghcr.io") == "ann file")
        #expect(try !read(docker).contains(auth("ann:file")) && !read(podman).contains(auth("ann:file")))
        // Nor is it in the backup that was made when it stayed.
        #expect(try read(docker + ".before-pat") == #"{"auths": {"ghcr.io": {}}}"#)
    }

    @Test("What is in the keyring already is taken out of the file")
    func present() throws {
        try write(#"{"auths": {"https://index.docker.io/v1/": {"auth": "\#(auth("ann:one"))"}}}"#, to: docker)
        try store.store(Credential(server: "docker.io", username: "ann", secret: Secret("one")), renewing: [])
        #expect(run("--yes") == 0)
        #expect(try read(docker).hasPrefix(#"{"auths": {"https://index.docker.io/v1/": {}}"#))
        #expect(try store.accounts().map(\.server) == ["docker.io"])
    }

    @Test("Names under which docker asks, whatever the file has")
    func names() throws {
        let entries = [
            "https://index.docker.io/v1/": "hub:1", "https://index.docker.io/v1/refresh-token": "hub:2",
            "https://ghcr.io/v1/": "api:3", "http://127.0.0.1:5000": "plain:4", "quay.io/team": "space:5",
            "http://both.example": "old:6", "both.example": "new:7",
        ]
        let members = entries.map { #""\#($0.key)": {"auth": "\#(auth($0.value))"}"# }.joined(separator: ",")
        try write(#"{"auths": {\#(members)}}"#, to: docker)
        #expect(run("--yes") == 0)
        let kept = try store.accounts().map { "\($0.server) \($0.username)" }.sorted()
        #expect(
            kept == [
                "127.0.0.1:5000 plain", "both.example new", "ghcr.io api", "http://both.example old",
                "https://index.docker.io/v1/ hub", "https://index.docker.io/v1/refresh-token hub",
            ]
        )
        #expect(console.output.contains("leaves in plain text quay.io/team: a namespace"))
        #expect(try read(docker).contains(auth("space:5")))
    }

    @Test("With --registry it is for those alone")
    func registries() throws {
        let entries = #""ghcr.io": {"auth": "\#(auth("ann:1"))"}, "quay.io": {"auth": "\#(auth("ben:2"))"}"#
        try write(#"{"auths": {\#(entries)}, "credHelpers": {"ghcr.io": "other"}}"#, to: docker)
        #expect(run("--yes", "--registry", "ghcr.io", "--registry=docker.io") == 0)
        #expect(try kept("ghcr.io") == "ann 1" && kept("quay.io") == nil)
        #expect(try read(docker).contains(auth("ben:2")))
        #expect(
            try read(docker).hasSuffix(#""credHelpers": {"ghcr.io": "pat", "https://index.docker.io/v1/": "pat"}}"#)
        )
        #expect(try read(docker).contains("credsStore") == false)
        let podmanText = "{\n\t\"credHelpers\": {\n\t\t\"ghcr.io\": \"pat\",\n\t\t\"docker.io\": \"pat\"\n\t}\n}"
        #expect(!FileManager.default.fileExists(atPath: podman))
        // Where podman is installed.
        try write("#!/bin/sh\n", to: home / "podman")
        chmod(home / "podman", 0o755)
        #expect(run("--yes", "--registry", "ghcr.io", "--registry=docker.io", path: home.path) == 0)
        #expect(try read(podman) == podmanText)

        #expect(run("--undo", "--yes") == 0)
        #expect(try read(docker).hasSuffix(#""credHelpers": {"ghcr.io": "other"}}"#))
        #expect(!FileManager.default.fileExists(atPath: podman))
    }

    @Test("podman keeps what no helper can give it")
    func namespaces() throws {
        try write(
            #"{"auths": {"quay.io/a": {"auth": "\#(auth("a:1"))"}, "quay.io": {"auth": "\#(auth("b:2"))"}}}"#,
            to: podman
        )
        #expect(run("--yes") == 0)
        // Its other secrets of the registry, too: it would find the helper before them, or nothing.
        #expect(try read(podman).contains(auth("a:1")) && read(podman).contains(auth("b:2")))
        #expect(try !read(podman).contains("credHelpers") && kept("quay.io") == nil)
        // It reads docker's file, too.
        unlink(podman)
        try write(
            #"{"auths": {"quay.io/a": {"auth": "\#(auth("a:1"))"}, "quay.io": {}, "ghcr.io": {}}}"#,
            to: docker
        )
        try write("{}", to: podman)
        #expect(run("--yes") == 0)
        #expect(try read(podman) == "{\n\t\"credHelpers\": {\n\t\t\"ghcr.io\": \"pat\"\n\t}\n}")
    }

    /// podman finds `quay.io/a` in its own file, and what else it wants of `quay.io` in docker's, the last that it
    /// reads.
    @Test("What docker has for the registry of a namespace is moved, and docker's file tells podman where it is")
    func namespaceBesideDocker() throws {
        let own = #"{"auths": {"quay.io/a": {"auth": "\#(auth("a:1"))"}}}"#
        try write(own, to: home / ".config/containers/auth.json")
        let first = #"{"auths": {"quay.io": {"auth": "\#(auth("b:2"))"}, "ghcr.io": {"auth": "\#(auth("c:3"))"}}}"#
        try write(first, to: docker)
        func run(_ words: String...) -> Int32 {
            let environment = ["HOME": home.path, "PATH": "/nonexistent", "XDG_RUNTIME_DIR": home / "run"]
            return console.run(["setup"] + words, over: store, environment: environment)
        }
        #expect(run("--yes") == 0, "\(console.output)\(console.error)")
        #expect(try kept("quay.io") == "b 2" && kept("ghcr.io") == "c 3" && kept("quay.io/a") == nil)
        let auths = #"{"auths": {"quay.io": {}, "ghcr.io": {}}"#
        #expect(try read(docker) == auths + #", "credHelpers": {"quay.io": "pat"}, "credsStore": "pat"}"#)
        let changed = try read(home / ".config/containers/auth.json")
        #expect(changed == own.dropLast() + #", "credHelpers": {"ghcr.io": "pat"}}"#)
        #expect(run() == 0 && console.output.hasSuffix("nothing to do\n"))
        // After a login that leaves nothing in plain text it is the same.
        #expect(run("--undo", "--yes") == 0)
        #expect(try read(docker) == auths + "}" && read(home / ".config/containers/auth.json") == own)
        #expect(run("--yes") == 0)
        #expect(try read(docker) == auths + #", "credHelpers": {"quay.io": "pat"}, "credsStore": "pat"}"#)

        // What somebody has chosen stays, and where docker's own file has the namespace's secret, it would be lost.
        #expect(run("--undo", "--yes") == 0)
        try write(auths + #", "credHelpers": {"quay.io": "other"}}"#, to: docker)
        #expect(run("--yes") == 0)
        #expect(try read(docker) == auths + #", "credHelpers": {"quay.io": "other"}, "credsStore": "pat"}"#)
        #expect(run("--undo", "--yes") == 0)
        try write(#"{"auths": {"quay.io": {}, "quay.io/b": {"auth": "\#(auth("b:2"))"}}}"#, to: docker)
        #expect(run("--yes") == 0)
        #expect(try !read(docker).contains("credHelpers"))
    }

    @Test("For a file of which the plan says nothing, not even its directory is made")
    func nothingForPodman() throws {
        try write("#!/bin/sh\n", to: home / "podman")
        chmod(home / "podman", 0o755)
        rmdir(home / ".config/containers")
        #expect(run("--yes", path: home.path) == 0)
        #expect(try read(docker).contains("credsStore"))
        #expect(!FileManager.default.fileExists(atPath: home / ".config/containers"))
    }

    @Test("Nor is podman told of a helper in a file that it reads before the one with a namespace's secret")
    func namespaceInLaterFile() throws {
        let helperRegistries = ["quay.io", "ghcr.io"].compactMap { ClientRegistry($0) }
        let files = try [
            #"{"auths": {"ghcr.io": {"auth": "\#(auth("a:1"))"}, "quay.io": {"auth": "\#(auth("b:2"))"}}}"#,
            #"{"auths": {"quay.io/a": {"auth": "\#(auth("c:3"))"}}}"#,
        ].map { try DockerConfiguration(JSONDocument(Secret($0))) }
        let goal = ClientFileGoal.podman(helperRegistries: helperRegistries, reading: files)
        for file in files {
            #expect(goal.change(of: file, without: []).credHelpers.map(\.registry) == ["ghcr.io"])
        }
        let stays = files[0].entries.map { entry in
            if case .stays = goal.fate(of: entry, among: files[0].entries) { true } else { false }
        }
        #expect(stays == [false, true])
    }

    @Test("--undo takes out what setup put in, and no more")
    func undo() throws {
        let first = "{\n\t\"auths\": {\n\t\t\"ghcr.io\": {}\n\t},\n\t\"credsStore\": \"pass\"\n}"
        try write(first, to: docker)
        #expect(run("--yes") == 0)
        #expect(console.output.contains("uses docker-credential-pass for all registries: what it keeps is taken over"))
        #expect(try read(docker) == first.replacing("\"pass\"", with: "\"pat\""))
        // Somebody goes on with it.
        let login = try read(docker).replacing("\"ghcr.io\": {}", with: "\"ghcr.io\": {},\n\t\t\"new.example\": {}")
        try write(login, to: docker)
        #expect(run("--undo", answers: ["n"]) == 1)
        #expect(try read(docker) == login)
        #expect(run("--undo", answers: ["y"]) == 0)
        #expect(try read(docker) == login.replacing("\"pat\"", with: "\"pass\""))
        #expect(console.error.contains("note: what is in the keyring stays there"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: home / ".docker") == ["config.json"])
        #expect(run("--undo", "--yes") == 0)
        #expect(console.output == "nothing to do\n")
    }

    @Test("A file that it made is gone after --undo; what a person wrote is not taken for its own")
    func undoNew() throws {
        #expect(run("--yes") == 0)
        #expect(run("--undo", "--yes") == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home / ".docker") == [])
        try write(#"{"credsStore": "pat"}"#, to: docker)
        #expect(run("--undo", "--yes") == 0)
        #expect(console.output.contains("names docker-credential-pat, which setup has not put in: that stays"))
        #expect(try read(docker) == #"{"credsStore": "pat"}"#)
    }

    @Test("A keyring that does not keep what it was given: nothing is taken out")
    func forgetful() throws {
        let text = #"{"auths": {"ghcr.io": {"auth": "\#(auth("ann:one"))"}}}"#
        try write(text, to: docker)
        #expect(console.run(["setup", "--yes"], over: ForgetfulStore(), environment: environment) == 1)
        #expect(console.output.hasSuffix("the keyring did not keep the credential of ghcr.io\n"))
        #expect(try read(docker) == text)
    }

    @Test("One broken file, and none is changed; nor is anything stored")
    func broken() throws {
        try write(#"{"auths": {"ghcr.io": {"auth": "\#(auth("ann:one"))"}}}"#, to: docker)
        try write("{\n,}", to: podman)
        #expect(run("--yes") == 1)
        #expect(console.output == "\(podman): it is not valid JSON: see line 2, column 1\n")
        #expect(console.error.hasSuffix("hint: nothing was changed; mend it, or move it away\n"))
        #expect(try !read(docker).contains("pat") && kept("ghcr.io") == nil)
    }

    @Test(
        "Command lines of another form",
        arguments: [
            ["--erase-source"], ["--undo", "--registry", "a.example"], ["--undo", "--keyring", "file"], ["--registry"],
            ["--all"], ["now"], ["--registry", "quay.io/team"], ["--registry", "a b"],
            ["--from", "a/b"], ["--from", "pat"],
        ]
    )
    func refused(_ words: [String]) {
        #expect(console.run(["setup"] + words, over: store, environment: environment) == 1)
        #expect(!FileManager.default.fileExists(atPath: docker))
    }
}

/// A store that takes everything and keeps nothing.
private struct ForgetfulStore: CredentialStore {
    var keyring: KeyringKind { .service }
    var profile: Profile { .default }
    func inProfile(_ profile: Profile) -> any CredentialStore { self }
    func profiles() throws(KeyringError) -> VisibleProfiles { VisibleProfiles([], isIncomplete: false) }
    func accounts() throws(KeyringError) -> [Account] { [] }
    func credential(for server: String, orBestOf others: [[String]]) throws(KeyringError) -> Credential? { nil }
    func store(_ credential: Credential, renewing spellings: [String]) throws(KeyringError) {}
    func record(_ expiry: Expiry, of credential: Credential) throws(KeyringError) {}
    func snapshot(of servers: [String]?) throws(KeyringError) -> Snapshot { Snapshot() }
    func erase(_ servers: [String]) throws(KeyringError) {}
}
