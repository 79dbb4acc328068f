import CredentialHelper
import Foundation
import Keyring
import PersonalAccessToken
import TestSupport
import Testing

@Suite("The contract, on GNOME Keyring", .serialized, .keyringSession)
struct SecretServiceStoreTests {
    private let environment: [String: String]

    init() throws {
        environment = try #require(KeyringSessionTrait.session).environment
        // GIO connects a process to one session bus, once, and takes its address from here.
        setenv("DBUS_SESSION_BUS_ADDRESS", environment["DBUS_SESSION_BUS_ADDRESS"]!, 1)
    }

    private func emptyStore() throws -> SecretServiceStore {
        let store = try SecretServiceStore(environment: environment, limits: TimeLimits(call: 600))
        try store.erase(store.accounts().map(\.server))
        return store
    }

    @Test(arguments: StoreRule.all)
    func holds(_ rule: StoreRule) throws {
        try rule.check(emptyStore())
    }

    @Test("Of two items for one server, left by the reference helper, the last modified answers; store leaves one")
    func twoItems() throws {
        let store = try emptyStore()
        for username in ["zoe", "adam"] {
            let request = #"{"ServerURL":"ghcr.io","Username":"\#(username)","Secret":"of \#(username)"}"#
            let stored = try Command.run(
                ["docker-credential-secretservice", "store"],
                input: Data(request.utf8),
                environment: environment
            )
            #expect(stored.status == 0)
        }
        #expect(try SecretTool.items(of: "ghcr.io", in: environment) == 2)
        try store.expect("ghcr.io", "adam", "of adam")
        #expect(try store.accounts() == [Account(server: "ghcr.io", username: "adam")])
        #expect(try store.snapshot().credentials.map(\.username) == ["adam"])

        // No provider tells of less than a second.
        usleep(1_100_000)
        try SecretTool.store("ghcr.io", "zoe", "of zoe again", in: environment)
        #expect(try SecretTool.items(of: "ghcr.io", in: environment) == 2)
        try store.expect("ghcr.io", "zoe", "of zoe again")

        try store.keep("ghcr.io", "zoe", "new")
        #expect(try SecretTool.items(of: "ghcr.io", in: environment) == 1)
        try store.expect("ghcr.io", "zoe", "new")
    }

    @Test("A token that the reference helper stored over ours does not inherit its expiry, and is one item")
    func expiryOfAnother() throws {
        let store = try emptyStore()
        try store.keep("ghcr.io", "u", "old", expiry: .inJanuary2030)
        #expect(try SecretTool.items(of: "ghcr.io", in: environment) == 1)
        let request = #"{"ServerURL":"ghcr.io","Username":"u","Secret":"new"}"#
        let stored = try Command.run(
            ["docker-credential-secretservice", "store"],
            input: Data(request.utf8),
            environment: environment
        )
        #expect(stored.status == 0)
        #expect(try SecretTool.items(of: "ghcr.io", in: environment) == 1)
        try store.expect("ghcr.io", "u", "new")
        #expect(try store.credential(for: ["ghcr.io"])?.recordedExpiry == .unknown)
    }

    @Test("An expiry whose secret was set by another program is not that secret's")
    func expiryLeftBehind() throws {
        let store = try emptyStore()
        // As on KeePassXC, which keeps an attribute when another program replaces the secret.
        let expires = "2030-01-01T00:00:00Z salt 0123456789abcdef0123456789abcdef"
        try SecretTool.store("ghcr.io", "u", "other", expires: expires, in: environment)
        try store.expect("ghcr.io", "u", "other")
        #expect(try store.credential(for: ["ghcr.io"])?.recordedExpiry == .unknown)
    }

    @Test("Items that are not the helper's are left alone")
    func foreignItems() throws {
        let store = try emptyStore()
        // All but the schema's name is the same.
        let stored = try Command.run(
            ["secret-tool", "store", "--label=foreign", "server", "ghcr.io", "docker_cli", "1", "username", "x"],
            input: Data("foreign".utf8),
            environment: environment
        )
        #expect(stored.status == 0)
        #expect(try store.accounts().isEmpty)
        #expect(try store.credential(for: ["ghcr.io"]) == nil)
        try store.keep("ghcr.io", "u", "mine")
        try store.expect("ghcr.io", "u", "mine")
        try store.erase(["ghcr.io"])
        #expect(try SecretTool.items(of: "ghcr.io", in: environment) == 1)
        _ = try Command.run(["secret-tool", "clear", "server", "ghcr.io"], environment: environment)
    }

    @Test("A bus that the environment does not name is never looked for")
    func noBus() {
        #expect(throws: KeyringError.unreachable(.noBus)) {
            try SecretServiceStore(environment: ["XDG_RUNTIME_DIR": "/nonexistent"], limits: TimeLimits())
        }
    }
}
