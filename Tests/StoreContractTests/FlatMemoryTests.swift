import CMalloc
import CredentialHelper
import Foundation
import Keyring
import PersonalAccessToken
import TestSupport
import Testing

@Suite("Memory stays flat", .serialized, .keyringSession)
struct FlatMemoryTests {
    /// How the store is used.
    enum Use: String, CaseIterable, Codable {
        case oneStore
        case newStores
    }

    // In a process of its own, where nothing else allocates.
    @Test("Hundreds of gets, lists, surveys and stores in one process", arguments: Use.allCases)
    func flat(_ use: Use) async throws {
        let environment = try #require(KeyringSessionTrait.session).environment
        await #expect(processExitsWith: .success) { [use = use as Use, environment = environment as [String: String]] in
            setenv("DBUS_SESSION_BUS_ADDRESS", environment["DBUS_SESSION_BUS_ADDRESS"]!, 1)
            try Usage(use, environment).measure()
        }
    }
}

private struct Usage {
    let open: () throws -> SecretServiceStore
    let rounds: Int
    /// In bytes for each round: a leak of so little in any one of its calls would be more.
    let limit: Int

    init(_ use: FlatMemoryTests.Use, _ environment: [String: String]) throws {
        func open() throws -> SecretServiceStore {
            try SecretServiceStore(environment: environment, limits: TimeLimits(call: 600))
        }
        let store = try open()
        self.open = use == .oneStore ? { store } : open
        // A new store agrees on new keys, which takes time; and GLib keeps memory for later, ever less, of what it frees.
        (rounds, limit) = use == .oneStore ? (1000, 50) : (400, 250)
    }

    func measure() throws {
        try run(300)
        let before = Self.bytesInUse
        try run(rounds)
        let growth = Self.bytesInUse - before
        #expect(growth < limit * rounds)
    }

    private func run(_ times: Int) throws {
        for number in 0..<times {
            if number % 10 < 3 {
                let secret = Secret("secret number \(number)")
                let username = number % 20 < 10 ? "ann" : "ben"
                let credential = Credential(
                    server: "ghcr.io",
                    username: username,
                    secret: secret,
                    recordedExpiry: number % 10 == 0 ? .never : .unknown
                )
                try open().store(credential)
            }
            #expect(try open().credential(for: ["ghcr.io"]) != nil)
            #expect(try open().accounts().count == 1)
            #expect(try open().snapshot().credentials.count == 1)
        }
    }

    /// What `malloc` has given out and not got back (mallinfo(3)).
    private static var bytesInUse: Int {
        let info = mallinfo2()
        return Int(info.uordblks) + Int(info.hblkhd)
    }
}
