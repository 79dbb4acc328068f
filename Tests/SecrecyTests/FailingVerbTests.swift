import Foundation
import TestSupport
import Testing

@Suite("No failing verb shows a secret", .serialized)
struct FailingVerbTests {
    /// Expects that the helper fails, and writes nothing of the secret.
    private func expectSilence(
        about secret: UniqueSecret,
        running arguments: [String],
        input: String = "",
        in environment: [String: String]
    ) throws {
        try expectSilence(about: secret, running: arguments, input: Data(input.utf8), in: environment)
    }

    private func expectSilence(
        about secret: UniqueSecret,
        running arguments: [String],
        input: Data,
        in environment: [String: String]
    ) throws {
        let ran = try Command.run([HelperBinary.path] + arguments, input: input, environment: environment)
        let place = Comment("\(arguments): \(ran.outputText)\(ran.errorText)")
        #expect(secret.count(in: ran.output) == 0, place)
        #expect(secret.count(in: ran.error) == 0, place)
        #expect(ran.status != 0, place)
    }

    /// The same of every verb that needs the keyring.
    private func expectSilence(about secret: UniqueSecret, in environment: [String: String]) throws {
        try expectSilence(about: secret, running: ["store"], input: secret.request, in: environment)
        for arguments in [
            ["get", "ghcr.io"], ["erase", "ghcr.io"], ["list"], ["status"], ["expires", "ghcr.io"],
            ["expires", "ghcr.io", "90d"],
        ] {
            try expectSilence(about: secret, running: arguments, in: environment)
        }
    }

    @Test("When there is no keyring", arguments: ["no bus", "dead bus", "no provider"])
    func noKeyring(_ state: String) throws {
        let session = try KeyringSession(.none)
        defer { session.stop() }
        let environment =
            switch state {
            case "no bus": session.environmentWithoutBus
            case "dead bus": session.environmentWithDeadBus
            default: session.environment
            }
        try expectSilence(about: UniqueSecret(), in: environment)
    }

    @Test("When the keyring has it, and is locked or does not answer")
    func keyring() throws {
        let session = try KeyringSession()
        defer { session.stop() }
        let secret = UniqueSecret()
        #expect(try HelperBinary.run(["store"], input: secret.request, in: session.environment).status == 0)
        session.signalKeyring(SIGSTOP)
        let hurried = session.environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "1"])
        try expectSilence(about: secret, in: hurried)
        session.signalKeyring(SIGCONT)

        try session.restartKeyring(.locked)
        try expectSilence(about: secret, in: session.environment)
    }

    @Test("When the input is refused")
    func refused() throws {
        let session = try KeyringSession()
        defer { session.stop() }
        let secret = UniqueSecret()
        let text = secret.text
        let inputs = [
            text, "\"\(text)\"", "[\"\(text)\"]", "{\"\(text)\"}", "{\"\(text)\":1}",
            #"{"ServerURL":"a\u0000\#(text)","Username":"u","Secret":"\#(text)"}"#,
            #"{"ServerURL":["\#(text)"],"Username":"u","Secret":"\#(text)"}"#,
            #"{"ServerURL":"ghcr.io","Username":"u\n","Secret":"\#(text)"}"#,
            #"{"ServerURL":"ghcr.io","Username":"","Secret":"\#(text)"}"#,
            #"{"ServerURL":"","Username":"u","Secret":"\#(text)"}"#,
            #"{"ServerURL":"ghcr.io","Username":"u","Secret":["\#(text)"]}"#,
            #"{"ServerURL":"ghcr.io","Username":"u","Secret":"\#(text)\u0000"}"#,
            #"{"ServerURL":"ghcr.io","Username":"u","Secret":"\#(text)""#,
            #"{"ServerURL":"ghcr.io","Username":"u","Secret":"\#(text)"}}"#,
            #"{"ServerURL":"ghcr.io","Username":"u","Secret":"\#(text)\q"}"#,
        ]
        for input in inputs {
            for verb in ["store", "get"] {
                try expectSilence(about: secret, running: [verb], input: input, in: session.environment)
            }
        }
        let invalid = Data(text.utf8) + [0xFF]
        for verb in ["store", "get", "erase"] {
            try expectSilence(about: secret, running: [verb], input: invalid, in: session.environment)
        }
        // What was meant for standard input, on the command line.
        for arguments in [["store", text], ["get", text], ["list", text], [text], ["status", text]] {
            try expectSilence(about: secret, running: arguments, in: session.environment)
        }
        try expectSilence(about: secret, running: ["expires", "ghcr.io", text], in: session.environment)

        var environment = session.environment
        environment["DOCKER_CREDENTIAL_PAT_EXPIRES"] = "nonsense"
        try expectSilence(about: secret, running: ["store"], input: secret.request, in: environment)
        environment["DOCKER_CREDENTIAL_PAT_TIMEOUT"] = text
        try expectSilence(about: secret, running: ["list"], in: environment)
    }
}
