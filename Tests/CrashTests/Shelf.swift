import Foundation
import TestSupport

/// The helper at work on one server, in one session.
struct Shelf {
    let server: String
    let environment: [String: String]

    init(_ server: String, in environment: [String: String]) {
        self.server = server
        self.environment = environment
    }

    /// Account and secret, which belong together: the secret names its account.
    struct Entry: Hashable, CustomStringConvertible {
        let username: String
        let secret: String

        init(_ username: String, _ number: Int) {
            self.username = username
            secret = "\(username)/\(number)"
        }

        init(username: String, secret: String) {
            self.username = username
            self.secret = secret
        }

        var description: String { secret.hasPrefix("\(username)/") ? secret : "\(username) with \(secret)" }
    }

    /// Starts to store an entry.
    func startStoring(_ entry: Entry) throws -> ChildProcess {
        let request = #"{"ServerURL":"\#(server)","Username":"\#(entry.username)","Secret":"\#(entry.secret)"}"#
        return try ChildProcess([HelperBinary.path, "store"], input: .text(request), environment: environment)
    }

    func store(_ entry: Entry) throws {
        let end = try startStoring(entry).wait()
        guard end == .exited(0) else { throw Unexpected("store of \(entry): \(end)") }
    }

    /// What is read back: nothing when the helper says that there is nothing.
    func read() throws -> Entry? {
        let ran = try HelperBinary.run(["get", server], in: environment)
        if ran.outputText == "credentials not found in native keychain\n" { return nil }
        guard ran.status == 0 else { throw Unexpected("get: \(ran.outputText)") }
        let answer = try JSONDecoder().decode([String: String].self, from: ran.output)
        return Entry(username: answer["Username"] ?? "", secret: answer["Secret"] ?? "")
    }

    func countItems() throws -> Int { try SecretTool.items(of: server, in: environment) }
}

struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
