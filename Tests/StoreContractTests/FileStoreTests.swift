import CredentialHelper
import Foundation
import PersonalAccessToken
import TestSupport
import Testing

@testable import Keyring

@Suite("The contract, on the encrypted file", .serialized)
struct FileStoreTests {
    private let machine: HeadlessMachine

    init() throws {
        machine = try HeadlessMachine()
    }

    private var environment: [String: String] { machine.libsecretEnvironment }

    private func openStore() throws -> EncryptedFileStore {
        let settings = try Settings(environment: machine.environment)
        return EncryptedFileStore(try EncryptedKeyringFile(environment: machine.environment, settings: settings))
    }

    @Test(arguments: StoreRule.all)
    func holds(_ rule: StoreRule) throws {
        try rule.check(openStore())
    }

    @Test("In a profile", arguments: StoreRule.all)
    func holdsInProfile(_ rule: StoreRule) throws {
        try rule.check(openStore().inProfile(.work))
    }

    @Test("A helper that knows no profiles takes what has the schema's name for a credential: a profile's has another")
    func olderHelper() throws {
        let store = try openStore()
        try store.inProfile(.work).keep("ghcr.io", as: "u", secret: "of work")
        let schema = ["xdg:schema": "io.docker.Credentials", "server": "ghcr.io"]
        #expect(try SecretTool.lookup(schema, in: environment) == "")
        try store.keep("ghcr.io", as: "u", secret: "of the default one")
        #expect(try SecretTool.lookup(schema, in: environment) == "of the default one")
        #expect(try SecretTool.countItems(for: "ghcr.io", in: environment) == 2)
    }

    @Test("What another helper has stored since is seen")
    func freshness() throws {
        let (one, other) = (try openStore(), try openStore())
        try one.keep("ghcr.io", as: "u", secret: "1")
        try other.expect("ghcr.io", as: "u", secret: "1")
        try one.keep("ghcr.io", as: "v", secret: "2")
        try other.expect("ghcr.io", as: "v", secret: "2")
        try other.erase(["ghcr.io"])
        #expect(try one.credential(for: ["ghcr.io"]) == nil)
        #expect(try one.accounts().isEmpty)
    }

    @Test("The file is libsecret's own: secret-tool reads it, and what it stores is left alone and answers nothing")
    func secretTool() throws {
        let store = try openStore()
        try store.keep("ghcr.io", as: "u", secret: "mine")
        let attributes = ["server": "ghcr.io", "docker_cli": "1"]
        #expect(try SecretTool.lookup(attributes, in: environment) == "mine")
        try SecretTool.store("foreign", label: "foreign", attributes: attributes, in: environment)
        try store.expect("ghcr.io", as: "u", secret: "mine")
        try store.keep("ghcr.io", as: "v", secret: "new")
        try store.expect("ghcr.io", as: "v", secret: "new")
        try store.erase(["ghcr.io"])
        #expect(try store.accounts().isEmpty)
        #expect(try SecretTool.lookup(attributes, in: environment) == "foreign")
    }

    @Test("Of two items for one server, left by another program, the last stored answers; store leaves one")
    func twoItems() throws {
        let store = try openStore()
        try store.keep("ghcr.io", as: "zoe", secret: "of zoe")
        try SecretTool.store(
            DockerCredential(server: "ghcr.io", username: "adam", secret: "of adam"),
            in: environment
        )
        #expect(try SecretTool.countItems(for: "ghcr.io", in: environment) == 2)
        try store.expect("ghcr.io", as: "adam", secret: "of adam")
        #expect(try store.accounts() == [Account(server: "ghcr.io", username: "adam")])
        #expect(try store.snapshot(of: nil).credentials.map(\.username) == ["adam"])

        try store.keep("ghcr.io", as: "zoe", secret: "new")
        #expect(try SecretTool.countItems(for: "ghcr.io", in: environment) == 1)
        try store.expect("ghcr.io", as: "zoe", secret: "new")
    }

    @Test("An expiry whose secret was set by another program is not that secret's")
    func expiryLeftBehind() throws {
        let store = try openStore()
        try store.keep("registry.example", as: "u", secret: "s")
        try store.expectExpiryNotInherited(in: environment)
    }

    @Test("It is not made larger than it may be, so that it can always be read")
    func full() throws {
        let store = try openStore()
        try store.keep("ghcr.io", as: "u", secret: "s3cret")
        let other = try LibsecretFileBackend(
            path: machine.file,
            reportedAs: machine.file,
            password: Secret(HeadlessMachine.password),
            until: Deadline(seconds: 60)
        )
        let large = Secret(String(repeating: "x", count: (64 << 20) - 500_000))
        try other.store(ItemAttributes(["kind": "large"]), label: "large", secret: large)
        let before = try machine.contents
        #expect(throws: KeyringError.system(path: machine.file, "it would be larger than 64 MiB")) {
            try store.keep("new.example", as: "u", secret: String(repeating: "x", count: 1_000_000))
        }
        #expect(try machine.contents == before)
        try store.expect("ghcr.io", as: "u", secret: "s3cret")
    }

    @Test("A change of password keeps all items, in their order")
    func newPassword() throws {
        let file = try EncryptedKeyringFile(
            environment: machine.environment,
            settings: Settings(environment: machine.environment)
        )
        let old = try KeyringPassword(Secret(HeadlessMachine.password), from: .typed)
        let new = try KeyringPassword(Secret("new"), from: .typed)
        let servers = (1...50).map { "r\($0).example" }
        try file.rewrite(with: old) { backend, _ throws(KeyringError) in
            for server in servers {
                let attributes = ItemAttributes(server: server, username: "u", in: .default).recording(nil)
                try backend.store(attributes, label: server, secret: Secret("of \(server)"))
            }
            return true
        }
        try file.encrypt(with: new, insteadOf: old) { _ in }
        let contents = try #require(try file.directory.contents())
        let kept = try file.open(contents, with: new, until: Deadline(seconds: 60)).allItems()
        #expect(kept.map(\.attributes.server) == servers)
        #expect(kept.map(\.secret.text) == servers.map { "of \($0)" })
        #expect(kept.map(\.label) == servers)
        #expect(throws: KeyringError.wrongPassword(from: .typed)) { try file.check(old) }
    }

    @Test("Nothing of a credential can be read in the file, and nothing is left beside it")
    func encrypted() throws {
        let store = try openStore()
        try store.keep("registry.example", as: "octocat", secret: "s3cret-token")
        try store.keep("registry.example", as: "hubot", secret: "another")
        try store.erase(["registry.example"])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: machine.data).sorted() == [
                "credentials.keyring", "lock",
            ]
        )
        try store.keep("registry.example", as: "octocat", secret: "s3cret-token")
        for word in ["registry.example", "octocat", "s3cret", HeadlessMachine.password] {
            #expect(try machine.contents.firstRange(of: Data(word.utf8)) == nil)
        }
    }
}
