import Foundation
import TestSupport
import Testing

@Suite("setup --from another helper", .serialized)
struct SetupSourceTests {
    private let session: KeyringSession
    private let environment: [String: String]
    private let reference: ReferenceHelper

    init() throws {
        session = try KeyringSession()
        reference = try ReferenceHelper(in: session.environment)
        let path = ["PATH": SearchPath.system, "REGISTRY_AUTH_FILE": session.directory / "auth.json"]
        environment = session.environment.setting(path)
        for (server, secret) in [("ghcr.io", "one"), ("quay.io", "two")] {
            let stored = try reference.store(DockerCredential(server: server, username: "ann", secret: secret))
            #expect(stored.status == 0)
        }
    }

    /// The settings of one who keeps credentials in the encrypted file, though there is a Secret Service.
    private var onFile: [String: String] {
        get throws {
            let password = session.directory / "password"
            try Data("pw".utf8).write(to: URL(fileURLWithPath: password))
            chmod(password, 0o600)
            return environment.setting([
                "DOCKER_CREDENTIAL_PAT_KEYRING": "file", "DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": password,
            ])
        }
    }

    private func setup(_ words: String..., in environment: [String: String]) throws -> Command {
        try HelperBinary.run(["setup"] + words, in: environment)
    }

    @Test("The same items are not copied, and not erased")
    func sameItems() throws {
        let ran = try setup("--yes", "--from", "secretservice", in: environment)
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(ran.outputText.contains("docker-credential-secretservice\n  keeps its items in the same keyring"))
        #expect(try reference.accounts() == ["ghcr.io": "ann", "quay.io": "ann"])
        let erasing = try setup("--yes", "--from", "secretservice", "--erase-source", in: environment)
        #expect(erasing.status == 1)
        #expect(erasing.outputText.hasPrefix("docker-credential-secretservice: its items are this helper's, too"))
        #expect(try reference.accounts() == ["ghcr.io": "ann", "quay.io": "ann"])
    }

    @Test("Into another keyring they are copied; they are erased there only when that is asked for")
    func copied() throws {
        let file = try onFile
        let ran = try setup("--yes", "--from", "secretservice", in: file)
        #expect(ran.status == 0, "\(ran.outputText)\(ran.errorText)")
        #expect(ran.outputText.contains("took over ghcr.io (ann)\ntook over quay.io (ann)\n"))
        #expect(try HelperBinary.run(["get", "quay.io"], in: file).credential.secret == "two")
        #expect(try reference.accounts().count == 2)
        // podman, buildah and skopeo are told, too.
        let auth = try String(contentsOfFile: session.directory / "auth.json", encoding: .utf8)
        #expect(auth.contains(#""ghcr.io": "pat""#) && auth.contains(#""quay.io": "pat""#))

        let again = try setup("--yes", "--from", "secretservice", "--erase-source", in: file)
        #expect(again.status == 0, "\(again.outputText)\(again.errorText)")
        #expect(again.outputText.contains("the keyring has ghcr.io (ann) already\n"))
        #expect(again.outputText.hasSuffix("erased there: ghcr.io (ann)\nerased there: quay.io (ann)\n"))
        #expect(try reference.accounts() == [:])
        #expect(try HelperBinary.run(["list"], in: file).accounts == ["ghcr.io": "ann", "quay.io": "ann"])
    }

    @Test("To erase is a question of its own")
    func question() throws {
        let file = try onFile
        let ran = try TerminalUser.run(
            "\(HelperBinary.path) setup --from secretservice --erase-source",
            replies: [
                .init(to: "go on? [y/N] ", keys: #"y\n"#),
                .init(to: "erase the 2 credentials that docker-credential-secretservice keeps? [y/N] ", keys: #"n\n"#),
            ],
            in: file
        )
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(try HelperBinary.run(["list"], in: file).accounts.count == 2)
        #expect(try reference.accounts().count == 2)
    }

    @Test("Only the registries that are named")
    func named() throws {
        let file = try onFile
        let ran = try setup("--yes", "--from", "secretservice", "--registry", "quay.io", in: file)
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(try HelperBinary.run(["list"], in: file).accounts == ["quay.io": "ann"])
    }

    @Test("What docker-credential-pass keeps")
    func pass() throws {
        for program in ["docker-credential-pass", "pass", "gpg", "gpgconf"] {
            try DebianPackage.require(program, from: program)
        }
        mkdir(session.directory / "gpg", 0o700)
        let own = ["GNUPGHOME": session.directory / "gpg", "PASSWORD_STORE_DIR": session.directory / "pass"]
        let environment = environment.setting(own)
        func run(_ words: String..., input: String = "") throws -> Command {
            let ran = try Command.run(words, input: Data(input.utf8), environment: environment)
            try #require(ran.status == 0, "\(ran.outputText)\(ran.errorText)")
            return ran
        }
        defer { _ = try? run("gpgconf", "--kill", "all") }
        _ = try run("gpg", "--batch", "--passphrase", "", "--quick-generate-key", "a@example.com", "default", "default")
        _ = try run("pass", "init", "a@example.com")
        let server = "https://registry.example/v2/"
        let credential = DockerCredential(server: server, username: "<token>", secret: "a/b+c=")
        _ = try run("docker-credential-pass", "store", input: credential.json)

        let ran = try setup("--yes", "--from", "pass", "--erase-source", in: environment)
        #expect(ran.status == 0, "\(ran.outputText)\(ran.errorText)")
        #expect(try HelperBinary.run(["get", credential.server], in: environment).credential == credential)
        #expect(try run("docker-credential-pass", "list").accounts == [:])
    }

    /// No real helper fails, hangs or shares its items when it should: this one is a script.
    private func fakeHelper(_ script: String) throws -> [String: String] {
        let directory = session.directory / "bin"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let path = "\(directory)/docker-credential-fake"
        try TestProgram.make(path, script: script)
        return environment.setting(["PATH": "\(directory):\(SearchPath.system)", "HELPER": HelperBinary.path])
    }

    @Test(
        "One that fails is named, and docker's file stays as it is",
        arguments: [
            ("exit 1", "docker-credential-fake: its list failed\n"),
            ("echo no JSON", "docker-credential-fake: its list answered in another form than the protocol's\n"),
            ("sleep 5", "docker-credential-fake: its list did not end within 1 s\n"),
            ("exec >&-; sleep 5", "docker-credential-fake: its list did not end within 1 s\n"),
            (
                #"[ $1 = list ] && echo '{"a.example":"u"}' || exit 1"#,
                "one credential of docker-credential-fake was not taken over\n"
            ),
            (
                #"[ $1 = list ] && echo '{"a.example":"u"}' || echo '{"ServerURL":"a.example","Username":"u"}'"#,
                "one credential of docker-credential-fake was not taken over\n"
            ),
        ]
    )
    func failing(_ script: String, words: String) throws {
        let patient = ["DOCKER_CREDENTIAL_PAT_TIMEOUT": "10,1"]
        let ran = try setup("--yes", "--from", "fake", in: fakeHelper(script).setting(patient))
        #expect(ran.status == 1 && ran.outputText.hasSuffix(words), "\(ran.outputText)")
        #expect(!FileManager.default.fileExists(atPath: session.directory / "home/.docker"))
    }

    @Test("One whose items turn out to be the same: what it erased is stored again, and nothing more is erased")
    func shared() throws {
        // It hands on to this helper, so that its items are the keyring's.
        let ran = try setup("--yes", "--from", "fake", "--erase-source", in: fakeHelper(#"exec "$HELPER" "$@""#))
        #expect(ran.status == 1)
        let words = "what it erased was gone here, too, and has been stored again"
        #expect(ran.outputText.contains(words), "\(ran.outputText)")
        #expect(try reference.credential(for: "ghcr.io")?.secret == "one")
        #expect(try reference.credential(for: "quay.io")?.secret == "two")
    }

    @Test("One that is not there")
    func missing() throws {
        let ran = try setup("--yes", "--from", "nobody", in: environment)
        #expect(ran.status == 1 && ran.outputText == "docker-credential-nobody: it is not on PATH\n")
    }
}
