import Foundation
import TestSupport
import Testing

@Suite("What a verb asks the provider as the keyring grows")
struct CallCountTests {
    private let session: KeyringSession

    init() throws {
        session = try KeyringSession()
        try session.storeOldCredential()
    }

    private func storeOthers(_ count: Int) throws {
        for number in 1...count {
            let other = DockerCredential(server: "\(number).example", username: "u", secret: "other")
            try SecretTool.store(other, in: session.environment)
        }
    }

    private func calls(of command: String...) throws -> Int {
        try BusMonitor(session).calls(of: command)
    }

    @Test(
        "expires asks of its own credential alone",
        arguments: ["ghcr.io", "https://ghcr.io/", "ghcr.io/owner/image"]
    )
    func expires(server: String) throws {
        let alone = try calls(of: "expires", server)
        try storeOthers(8)
        #expect(try calls(of: "expires", server) == alone)
    }

    @Test("status asks of each credential what it is, and for all secrets at once")
    func status() throws {
        let alone = try calls(of: "status")
        try storeOthers(8)
        #expect(try calls(of: "status") == alone + 8)
    }

    @Test("erase asks nothing after the deletion: that GNOME Keyring has deleted, its answer proves")
    func erase() throws {
        // The eight spellings, what is found, and the deletion.
        #expect(try calls(of: "erase", "ghcr.io") == 8 + 1 + 1)
        #expect(try SecretTool.countItems(for: "ghcr.io", in: session.environment) == 0)
    }
}
