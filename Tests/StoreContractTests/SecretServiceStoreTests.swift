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
        try store.eraseAllProfiles()
        return store
    }

    @Test(arguments: StoreRule.all)
    func holds(_ rule: StoreRule) throws {
        try rule.check(emptyStore())
    }

    @Test("In a profile", arguments: StoreRule.all)
    func holdsInProfile(_ rule: StoreRule) throws {
        try rule.check(emptyStore().inProfile(.work))
    }

    @Test("The reference helper does not list, get or erase what is in a profile, nor store over it")
    func referenceAndProfile() throws {
        let work = try emptyStore().inProfile(.work)
        try work.keep("ghcr.io", as: "u", secret: "of work", expiry: .inJanuary2030)
        let reference = try ReferenceHelper(in: environment)
        #expect(try reference.accounts() == [:])
        #expect(try reference.credential(for: "ghcr.io") == nil)
        #expect(try reference.erase("ghcr.io").status == 0)
        try work.expect("ghcr.io", as: "u", secret: "of work")
        let own = DockerCredential(server: "ghcr.io", username: "u", secret: "of the default one")
        #expect(try reference.store(own).status == 0)
        #expect(try reference.accounts() == ["ghcr.io": "u"])
        #expect(try reference.credential(for: "ghcr.io") == own)
        try work.expect("ghcr.io", as: "u", secret: "of work")
        #expect(try work.credential(for: ["ghcr.io"])?.recordedExpiry == .inJanuary2030)
        try work.erase(["ghcr.io"])
        #expect(try reference.credential(for: "ghcr.io") == own)
    }

    @Test("Of two items for one server, left by the reference helper, the last modified answers; store leaves one")
    func twoItems() throws {
        let store = try emptyStore()
        for username in ["zoe", "adam"] {
            let credential = DockerCredential(server: "ghcr.io", username: username, secret: "of \(username)")
            #expect(try ReferenceHelper(in: environment).store(credential).status == 0)
        }
        #expect(try SecretTool.countItems(for: "ghcr.io", in: environment) == 2)
        try store.expect("ghcr.io", as: "adam", secret: "of adam")
        #expect(try store.accounts() == [Account(server: "ghcr.io", username: "adam")])
        #expect(try store.snapshot(of: nil).credentials.map(\.username) == ["adam"])

        // Providers tell the time in whole seconds.
        usleep(1_100_000)
        try SecretTool.store(
            DockerCredential(server: "ghcr.io", username: "zoe", secret: "of zoe again"),
            in: environment
        )
        #expect(try SecretTool.countItems(for: "ghcr.io", in: environment) == 2)
        try store.expect("ghcr.io", as: "zoe", secret: "of zoe again")

        try store.keep("ghcr.io", as: "zoe", secret: "new")
        #expect(try SecretTool.countItems(for: "ghcr.io", in: environment) == 1)
        try store.expect("ghcr.io", as: "zoe", secret: "new")
    }

    @Test("A token that the reference helper stored over ours does not inherit its expiry, and is one item")
    func expiryOfAnother() throws {
        let store = try emptyStore()
        try store.keep("ghcr.io", as: "u", secret: "old", expiry: .inJanuary2030)
        #expect(try SecretTool.countItems(for: "ghcr.io", in: environment) == 1)
        let new = DockerCredential(server: "ghcr.io", username: "u", secret: "new")
        #expect(try ReferenceHelper(in: environment).store(new).status == 0)
        #expect(try SecretTool.countItems(for: "ghcr.io", in: environment) == 1)
        try store.expect("ghcr.io", as: "u", secret: "new")
        #expect(try store.credential(for: ["ghcr.io"])?.recordedExpiry == .unknown)
    }

    @Test("An expiry whose secret was set by another program is not that secret's")
    func expiryLeftBehind() throws {
        try emptyStore().expectExpiryNotInherited(in: environment)
    }

    @Test("Items that are not the helper's are left alone")
    func foreignItems() throws {
        let store = try emptyStore()
        // All but the schema's name is the same.
        try SecretTool.store(
            "foreign",
            label: "foreign",
            attributes: ["server": "ghcr.io", "docker_cli": "1", "username": "x"],
            in: environment
        )
        #expect(try store.accounts().isEmpty)
        #expect(try store.credential(for: ["ghcr.io"]) == nil)
        try store.keep("ghcr.io", as: "u", secret: "mine")
        try store.expect("ghcr.io", as: "u", secret: "mine")
        try store.erase(["ghcr.io"])
        #expect(try SecretTool.countItems(for: "ghcr.io", in: environment) == 1)
        _ = try Command.run(["secret-tool", "clear", "server", "ghcr.io"], environment: environment)
    }

    @Test("A bus that the environment does not name is never looked for")
    func noBus() {
        #expect(throws: KeyringError.unreachable(.noBus)) {
            try SecretServiceStore(environment: ["XDG_RUNTIME_DIR": "/nonexistent"], limits: TimeLimits())
        }
    }
}
