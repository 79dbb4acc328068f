import Foundation
import TestSupport

/// Docker's own helper for the Secret Service: an independent look at the keyring.
struct ReferenceHelper {
    struct Credential: Codable, Equatable {
        var server: String
        var username: String
        var secret: String

        private enum CodingKeys: String, CodingKey {
            case server = "ServerURL"
            case username = "Username"
            case secret = "Secret"
        }
    }

    let workstation: Workstation

    init(_ workstation: Workstation) throws {
        try DebianPackage.require("docker-credential-secretservice", from: "golang-docker-credential-helpers")
        self.workstation = workstation
    }

    /// What is kept for exactly `server`.
    func credential(for server: String) throws -> Credential? {
        let answer = try run("get", Data(server.utf8))
        return answer.status == 0 ? try JSONDecoder().decode(Credential.self, from: answer.output) : nil
    }

    /// The server and the user name of every item.
    func accounts() throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: run("list", Data()).output)
    }

    func store(_ credential: Credential) throws -> Command {
        try run("store", JSONEncoder().encode(credential))
    }

    private func run(_ verb: String, _ input: Data) throws -> Command {
        try Command.run(["docker-credential-secretservice", verb], input: input, environment: workstation.environment)
    }
}
