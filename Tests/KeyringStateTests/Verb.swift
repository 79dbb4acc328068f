import Foundation
import TestSupport
import Testing

/// A verb of the protocol, as a client calls it, about the server `ghcr.io`.
enum Verb: String, CaseIterable {
    case get, erase, list, store

    static let request = #"{"ServerURL":"ghcr.io","Username":"octocat","Secret":"the new secret"}"#

    /// - Parameters:
    ///   - patience: `DOCKER_CREDENTIAL_PAT_TIMEOUT`, in seconds.
    ///   - limit: seconds after which the helper is killed, and the test fails: no call may outlive its time.
    func run(in environment: [String: String], patience: String = "2", limit: Double = 8) throws -> Command {
        try Command.run(
            [HelperBinary.path, rawValue] + (self == .get || self == .erase ? ["ghcr.io"] : []),
            input: .init((self == .store ? Self.request : "").utf8),
            environment: environment.merging(["DOCKER_CREDENTIAL_PAT_TIMEOUT": patience]) { _, own in own },
            limit: limit
        )
    }
}

extension KeyringSession {
    static let stored = #"{"ServerURL":"ghcr.io","Username":"octocat","Secret":"the old secret"}"# + "\n"

    /// Keeps a credential for `ghcr.io`, as it was before things went wrong.
    func keepCredential() throws {
        let ran = try HelperBinary.run(["store"], input: Self.stored, in: environment)
        try #require(ran.status == 0, "\(ran.errorText)")
    }

    /// Whether the keyring is well: it answers, with what was kept before.
    func expectOld(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let ran = try Verb.get.run(in: environment)
        #expect(ran.outputText == Self.stored, sourceLocation: sourceLocation)
    }
}

/// Whether the verb failed with `message`: on both streams in the same words, with a hint, and exit status 1.
func expectFault(_ ran: Command, _ message: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(ran.outputText == message + "\n", sourceLocation: sourceLocation)
    #expect(ran.errorText.hasPrefix(message + "\n"), "\(ran.errorText)", sourceLocation: sourceLocation)
    #expect(ran.status == 1, sourceLocation: sourceLocation)
    #expect(ReadMe.troubles.contains { $0.matches(message) }, "README has no line for: \(message)")
}

/// Whether the verb found nothing, and said so as clients expect.
func expectAbsent(_ ran: Command, _ verb: Verb, sourceLocation: SourceLocation = #_sourceLocation) {
    let output =
        switch verb {
        case .get: "credentials not found in native keychain\n"
        case .list: "{}\n"
        case .erase, .store: ""
        }
    #expect(ran.outputText == output, sourceLocation: sourceLocation)
    #expect(ran.errorText == "", sourceLocation: sourceLocation)
    #expect(ran.status == (verb == .get ? 1 : 0), sourceLocation: sourceLocation)
}
