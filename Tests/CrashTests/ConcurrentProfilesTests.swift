import Foundation
import TestSupport
import Testing

@Suite("Helpers of two profiles at the same moment", .serialized, .keyringSession)
struct ConcurrentProfilesTests {
    /// In a keyring of either kind: who runs the helper, and where it finds it.
    private func crowd(in environment: [String: String], items: (() throws -> Int)? = nil) throws {
        let environment = environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "120"])
        let clients = ["default", "work"].map { profile in
            HelperClient("ghcr.io", in: environment.setting(["DOCKER_CREDENTIAL_PAT_PROFILE": profile]))
        }
        for round in 0..<Repetitions.concurrentRounds {
            // The same accounts in both: only the secret tells whose it is.
            let rivals = clients.enumerated().map { index, client in
                (0..<12).map { client.credential(of: "account\($0 % 3)", number: round * 1000 + index * 100 + $0) }
            }
            var helpers: [(name: String, process: ChildProcess)] = []
            for number in 0..<12 {
                for (index, client) in clients.enumerated() {
                    let credential = rivals[index][number]
                    helpers.append(("store of \(credential)", try client.startStoring(credential)))
                }
                // Whoever logs out of another server meanwhile takes nothing from this one.
                helpers.append(
                    ("erase", try HelperClient("other.example", in: clients[number % 2].environment).startErasing())
                )
            }
            for helper in helpers { #expect(helper.process.wait() == .exited(0), "\(helper.name)") }
            for (index, client) in clients.enumerated() {
                let winner = try #require(try client.read())
                #expect(rivals[index].contains(winner), "\(winner)")
                if let items { #expect(try items() == clients.count) }
            }
        }
        let kept = try clients.map { try $0.read() }
        try #expect(clients[1].startErasing().wait() == .exited(0))
        #expect(try clients[0].read() == kept[0])
        #expect(try clients[1].read() == nil)
    }

    @Test("On GNOME Keyring each profile has one of its own credentials, and one item")
    func service() throws {
        let environment = try #require(KeyringSessionTrait.session).environment
        try crowd(in: environment) { try SecretTool.countItems(for: "ghcr.io", in: environment) }
    }

    @Test("In the encrypted file each profile has one of its own credentials")
    func file() throws {
        let machine = try HeadlessMachine()
        try crowd(in: machine.environment)
    }
}
