import Foundation
import TestSupport
import Testing

@Suite("No failing verb shows a secret", .serialized)
struct FailingVerbTests {
    private func expectSilence(
        of needle: Needle,
        _ arguments: [String],
        input: Data = Data(),
        in environment: [String: String]
    ) throws {
        let ran = try Command.run([HelperBinary.path] + arguments, input: input, environment: environment)
        let place = Comment("\(arguments): \(ran.outputText)\(ran.errorText)")
        #expect(needle.count(in: ran.output) == 0, place)
        #expect(needle.count(in: ran.error) == 0, place)
        #expect(ran.status != 0, place)
    }

    /// Every verb that needs the keyring.
    private func expectSilence(of needle: Needle, in environment: [String: String]) throws {
        try expectSilence(of: needle, ["store"], input: Data(needle.request().utf8), in: environment)
        try expectSilence(of: needle, ["get", "ghcr.io"], in: environment)
        try expectSilence(of: needle, ["erase", "ghcr.io"], in: environment)
        try expectSilence(of: needle, ["list"], in: environment)
        try expectSilence(of: needle, ["status"], in: environment)
        try expectSilence(of: needle, ["expires", "ghcr.io"], in: environment)
        try expectSilence(of: needle, ["expires", "ghcr.io", "90d"], in: environment)
    }

    @Test("When there is no keyring", arguments: ["no bus", "dead bus", "no provider"])
    func noKeyring(_ state: String) throws {
        let session = try KeyringSession(.none)
        defer { session.stop() }
        var environment = session.environment
        switch state {
        case "no bus": (environment["DBUS_SESSION_BUS_ADDRESS"], environment["XDG_RUNTIME_DIR"]) = (nil, nil)
        case "dead bus": environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=\(session.directory / "nobody")"
        default: break
        }
        try expectSilence(of: Needle(), in: environment)
    }

    @Test("When the keyring has it, and is locked or does not answer")
    func keyring() throws {
        let session = try KeyringSession()
        defer { session.stop() }
        let needle = Needle()
        #expect(try HelperBinary.run(["store"], input: needle.request(), in: session.environment).status == 0)
        session.signalKeyring(SIGSTOP)
        let hurried = session.environment.merging(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "1"]) { _, new in new }
        try expectSilence(of: needle, in: hurried)
        session.signalKeyring(SIGCONT)

        try session.restartKeyring(.locked)
        try expectSilence(of: needle, in: session.environment)
    }

    @Test("When the input is refused")
    func refused() throws {
        let session = try KeyringSession()
        defer { session.stop() }
        let needle = Needle()
        let secret = needle.text
        let inputs = [
            secret, "\"\(secret)\"", "[\"\(secret)\"]", "{\"\(secret)\"}", "{\"\(secret)\":1}",
            #"{"ServerURL":"a\u0000\#(secret)","Username":"u","Secret":"\#(secret)"}"#,
            #"{"ServerURL":["\#(secret)"],"Username":"u","Secret":"\#(secret)"}"#,
            #"{"ServerURL":"ghcr.io","Username":"u\n","Secret":"\#(secret)"}"#,
            #"{"ServerURL":"ghcr.io","Username":"","Secret":"\#(secret)"}"#,
            #"{"ServerURL":"","Username":"u","Secret":"\#(secret)"}"#,
            #"{"ServerURL":"ghcr.io","Username":"u","Secret":["\#(secret)"]}"#,
            #"{"ServerURL":"ghcr.io","Username":"u","Secret":"\#(secret)\u0000"}"#,
            #"{"ServerURL":"ghcr.io","Username":"u","Secret":"\#(secret)""#,
            #"{"ServerURL":"ghcr.io","Username":"u","Secret":"\#(secret)"}}"#,
            #"{"ServerURL":"ghcr.io","Username":"u","Secret":"\#(secret)\q"}"#,
        ]
        for input in inputs {
            for verb in ["store", "get"] {
                try expectSilence(of: needle, [verb], input: Data(input.utf8), in: session.environment)
            }
        }
        let invalid = Data(secret.utf8) + [0xFF]
        for verb in ["store", "get", "erase"] {
            try expectSilence(of: needle, [verb], input: invalid, in: session.environment)
        }
        // What was meant for standard input, on the command line.
        for arguments in [["store", secret], ["get", secret], ["list", secret], [secret], ["status", secret]] {
            try expectSilence(of: needle, arguments, in: session.environment)
        }
        try expectSilence(of: needle, ["expires", "ghcr.io", secret], in: session.environment)

        var environment = session.environment
        environment["DOCKER_CREDENTIAL_PAT_EXPIRES"] = "nonsense"
        try expectSilence(of: needle, ["store"], input: Data(needle.request().utf8), in: environment)
        environment["DOCKER_CREDENTIAL_PAT_TIMEOUT"] = secret
        try expectSilence(of: needle, ["list"], in: environment)
    }
}
