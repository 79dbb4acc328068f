import Foundation
import TestSupport

/// A verb of the protocol, as a client calls it, about the server `ghcr.io`.
enum Verb: String, CaseIterable {
    case get, erase, list, store

    static let request = #"{"ServerURL":"ghcr.io","Username":"octocat","Secret":"the new secret"}"#

    /// - Parameters:
    ///   - helper: the helper, and before it what it is run by.
    ///   - timeout: `DOCKER_CREDENTIAL_PAT_TIMEOUT`, in seconds: the keyring's, and after a comma a person's.
    ///   - limit: seconds after which the helper is killed, and the test fails: no call may outlive its time.
    func run(
        as helper: [String] = [HelperBinary.path],
        in environment: [String: String],
        timeout: String = "2",
        limit: Double = 8
    ) throws -> Command {
        try Command.run(
            helper + [rawValue] + (self == .get || self == .erase ? ["ghcr.io"] : []),
            input: Data((self == .store ? Self.request : "").utf8),
            environment: environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": timeout]),
            limit: limit
        )
    }
}
