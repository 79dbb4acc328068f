import Foundation
import TestSupport
import Testing

@Suite("What doctor and setup do when the bus, or the provider, has stopped")
struct HungBusTests {
    /// What has stopped.
    enum Part: CaseIterable {
        case bus
        case provider
    }

    private let session: KeyringSession
    private static let silent = "problem: the keyring did not answer within "

    init() throws {
        session = try KeyringSession()
        try session.storeOldCredential()
    }

    /// Does something while the part has stopped.
    private func stopping<Result>(_ part: Part, _ body: () throws -> Result) rethrows -> Result {
        func signal(_ signal: Int32) {
            switch part {
            case .bus: session.signalBus(signal)
            case .provider: session.signalKeyring(signal)
            }
        }
        signal(SIGSTOP)
        defer { signal(SIGCONT) }
        return try body()
    }

    /// What doctor says, within its 5 s.
    private func examine(
        and more: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> DoctorAnswer {
        let start = ContinuousClock.now
        let answer = try HelperBinary.doctor(in: session.environment.setting(more))
        #expect(ContinuousClock.now - start < .seconds(5), sourceLocation: sourceLocation)
        return answer
    }

    @Test("doctor says so within 5 s, and has looked at all else", arguments: Part.allCases)
    func noFile(_ part: Part) throws {
        let answer = try stopping(part) { try examine() }
        switch part {
        case .bus:
            #expect(answer["keyring"] == ["problem: no keyring: the D-Bus session bus does not answer"])
            #expect(answer["tokens"] == ["note: not looked at: the keyring could not be asked"])
        case .provider:
            // Who the provider is, the bus tells. How long it was waited for is what was left of the 5 s.
            #expect(answer["lock"].first?.hasPrefix(Self.silent) == true, "\(answer)")
            #expect(answer["items"] == ["note: not looked at: the keyring could not be asked"])
        }
        #expect(!answer.complete)
        for check in ["clock", "user", "settings", "docker", "program"] {
            #expect(!answer[check].isEmpty && !answer[check].contains { $0.contains("not looked at") }, "\(answer)")
        }
        try session.expectOldCredential()
    }

    @Test("With an encrypted file, and none chosen, there are two keyrings to try", arguments: Part.allCases)
    func withFile(_ part: Part) throws {
        let home = ["HOME": session.directory / "home"]
        for arguments in [["unlock", "--password-file", "-", "--timeout", "1m"], ["lock"]] {
            #expect(try HelperBinary.run(arguments, input: "x", in: home).status == 0)
        }
        let settings = session.directory / "home/.config/docker-credential-pat/config.json"
        try FileManager.default.removeItem(atPath: settings)
        let data = ["XDG_DATA_HOME": session.directory / "home/.local/share"]
        let answer = try stopping(part) { try examine(and: data) }
        switch part {
        case .bus:
            #expect(answer["keyring"].first?.hasPrefix("ok: the keyring is the encrypted file ") == true, "\(answer)")
            let note = "note: the Secret Service was passed over: the D-Bus session bus does not answer"
            #expect(answer["keyring"].last == note)
            #expect(answer["items"] == ["note: not looked at: the keyring is locked"])
        case .provider:
            #expect(answer["keyring"].first?.hasPrefix(Self.silent) == true, "\(answer)")
        }
        #expect(!answer.complete)
    }

    @Test("setup --undo needs no keyring, and does not wait for one", arguments: Part.allCases)
    func undo(_ part: Part) throws {
        let docker = session.directory / "docker"
        let environment = session.environment.setting([
            "DOCKER_CONFIG": docker, "REGISTRY_AUTH_FILE": session.directory / "auth.json",
        ])
        #expect(try HelperBinary.run(["setup", "--yes"], in: environment).status == 0)
        // Whoever has noted no keyring, as before there was setup, has it looked for.
        try FileManager.default.removeItem(atPath: session.directory / "home/.config")
        #expect(FileManager.default.fileExists(atPath: "\(docker)/config.json"))
        let limited = environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "20"])
        let start = ContinuousClock.now
        let undone = try stopping(part) { try HelperBinary.run(["setup", "--undo", "--yes"], in: limited) }
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(undone.status == 0, "\(undone.outputText)")
        #expect(!FileManager.default.fileExists(atPath: "\(docker)/config.json"))
    }
}
