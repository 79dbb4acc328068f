import Foundation
import TestSupport

/// A client of the helper, for one server and in one session.
struct HelperClient {
    let server: String
    let environment: [String: String]

    init(_ server: String, in environment: [String: String]) {
        self.server = server
        self.environment = environment
    }

    /// A credential whose secret names its user and `number`, so that one can see whether the two belong together.
    func credential(of username: String, number: Int) -> DockerCredential {
        DockerCredential(server: server, username: username, secret: "\(username)/\(number)")
    }

    func startStoring(_ credential: DockerCredential) throws -> ChildProcess {
        try ChildProcess([HelperBinary.path, "store"], input: .text(credential.json), environment: environment)
    }

    func startErasing() throws -> ChildProcess {
        try ChildProcess([HelperBinary.path, "erase", server], environment: environment)
    }

    func store(_ credential: DockerCredential) throws {
        let end = try startStoring(credential).wait()
        guard end == .exited(0) else { throw Unexpected("store of \(credential): \(end)") }
    }

    /// What is read back: `nil` when the helper says that there is nothing.
    func read() throws -> DockerCredential? {
        let ran = try HelperBinary.run(["get", server], in: environment)
        if ran.outputText == "credentials not found in native keychain\n" { return nil }
        guard ran.status == 0 else { throw Unexpected("get: \(ran.outputText)") }
        return try ran.credential
    }

    func countItems() throws -> Int { try SecretTool.countItems(for: server, in: environment) }

    struct Unexpected: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) {
            self.description = description
        }
    }
}
