import CredentialHelper
import Foundation
import Keyring
import PersonalAccessToken
import TestSupport

/// Uses credential stores over and over, and prints by how many bytes the memory in use has grown meanwhile.
///
///     StoreMemory one-store|new-stores ROUNDS
///
/// The keyring is that of the session bus named by `DBUS_SESSION_BUS_ADDRESS`. It is a program of its own so that it
/// can be started with the caches of glibc and GLib turned off (see `FlatMemoryTests`): both read their environment
/// before `main`.
@main
struct StoreMemory {
    /// How many rounds it takes until everything that is made once has been made.
    private static let warmUp = 100

    /// Gives the store for one call.
    private let open: () throws -> SecretServiceStore

    static func main() {
        do {
            print(try growth(CommandLine.arguments))
        } catch {
            // Thrown out of `main` it would end the process by a signal, SIGILL.
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    private static func growth(_ arguments: [String]) throws -> Int {
        guard arguments.count == 3, let rounds = Int(arguments[2]) else { throw Failed("give a use and a number") }
        let sockets = try ThisProcess.sockets
        let growth = try growth(use: arguments[1], rounds: rounds)
        try ThisProcess.wait(until: "the connection to the bus is closed") { try ThisProcess.sockets <= sockets }
        return growth
    }

    private static func growth(use: String, rounds: Int) throws -> Int {
        let environment = ProcessInfo.processInfo.environment
        func open() throws -> SecretServiceStore {
            try SecretServiceStore(environment: environment, limits: TimeLimits(call: 600))
        }
        let first = try open()
        switch use {
        case "one-store": return try Self { first }.growth(rounds: rounds)
        // As long as the first store is there, GIO gives the new ones the same connection to the bus. Before 2.82 it
        // leaks 168 bytes of about every fifth connection that is closed, when its worker gives up reading while this
        // is still being cancelled: _g_dbus_worker_do_read_unlocked → g_socket_create_source →
        // g_cancellable_source_new (https://gitlab.gnome.org/GNOME/glib/-/issues/2309).
        case "new-stores": return try withExtendedLifetime(first) { try Self(open: open).growth(rounds: rounds) }
        default: throw Failed("no such use: \(use)")
        }
    }

    private init(open: @escaping () throws -> SecretServiceStore) {
        self.open = open
    }

    private func growth(rounds: Int) throws -> Int {
        let threads = try ThisProcess.unnamedThreads
        func bytesInUse() throws -> Int {
            // A thread has memory of its own. The one that watched over a store's connecting ends up to 200 ms after
            // the store, and GDBus's worker frees the last answer when we have it already.
            try ThisProcess.wait(until: "the other threads have ended or sleep") {
                try ThisProcess.unnamedThreads <= threads && ThisProcess.othersSleep
            }
            return ThisProcess.bytesInUse
        }
        try run(Self.warmUp)
        let before = try bytesInUse()
        try run(rounds)
        return try bytesInUse() - before
    }

    private func run(_ times: Int) throws {
        for number in 0..<times {
            if number % 10 < 3 {
                let credential = Credential(
                    server: "ghcr.io",
                    username: number % 20 < 10 ? "ann" : "ben",
                    secret: Secret("secret number \(number)"),
                    recordedExpiry: number % 10 == 0 ? .never : .unknown
                )
                try open().store(credential)
            }
            guard try open().credential(for: ["ghcr.io"]) != nil, try open().accounts().count == 1,
                try open().snapshot(of: nil).credentials.count == 1
            else { throw Failed("the one credential is not there") }
        }
    }
}

struct Failed: Error, CustomStringConvertible {
    let description: String

    init(_ reason: String) { description = reason }
}
