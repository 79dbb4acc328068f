import Foundation
import TestSupport
import Testing

@Suite("A secret is wiped from memory", .serialized, .keyringSession)
struct MemoryTests {
    private let session: KeyringSession
    private let secret = UniqueSecret()
    private let place: TemporaryDirectory

    init() throws {
        session = try #require(KeyringSessionTrait.session)
        place = try TemporaryDirectory()
    }

    /// Runs the helper up to its last system call, and counts.
    /// - Parameter answer: the beginning of what it must answer, or the run would prove nothing.
    private func copiesAtExit(_ arguments: [String], input: String = "", answer: String) throws -> Int {
        let (core, inputFile, output) = (place / "core", place / "input", place / "output")
        defer { for file in [core, inputFile, output] { unlink(file) } }
        try input.write(toFile: inputFile, atomically: false, encoding: .utf8)
        try CoreAtExit.write(
            to: core,
            arguments: arguments.joined(separator: " "),
            input: inputFile,
            output: output,
            in: session.environment
        )
        let written = try String(contentsOfFile: output, encoding: .utf8)
        #expect(written.hasPrefix(answer) && written.isEmpty == answer.isEmpty, "\(written)")
        return try secret.count(inFile: core)
    }

    private func store(_ environment: [String: String] = [:]) throws {
        let environment = session.environment.setting(environment)
        #expect(try HelperBinary.run(["store"], input: secret.request, in: environment).status == 0)
    }

    @Test("After a get has written its answer")
    func afterGet() throws {
        try store()
        #expect(try copiesAtExit(["get", "ghcr.io"], answer: #"{"ServerURL":"ghcr.io""#) == 0)
    }

    @Test("After a store, and after one that was refused")
    func afterStore() throws {
        #expect(try copiesAtExit(["store"], input: secret.request, answer: "") == 0)
        // Another program finds it.
        #expect(try SecretTool.lookup(["server": "ghcr.io"], in: session.environment) == secret.text)
        let nameless = secret.request.replacing(#""u""#, with: #""""#)
        #expect(try copiesAtExit(["store"], input: nameless, answer: "no credentials username") == 0)
        #expect(try copiesAtExit(["store"], input: secret.request + "x", answer: "the input is not valid JSON") == 0)
    }

    @Test("After an expiry was recorded, and looked up")
    func afterExpiry() throws {
        try store()
        #expect(try copiesAtExit(["expires", "ghcr.io", "30d"], answer: "20") == 0)
        #expect(try copiesAtExit(["get", "ghcr.io"], answer: #"{"ServerURL":"ghcr.io""#) == 0)
        #expect(try copiesAtExit(["status"], answer: "keyring: ") == 0)
    }

    @Test("While a get writes, the secret is there twice: as it came, and in the answer")
    func whileWriting() throws {
        try store()
        // A pipe that is full: the helper waits in the midst of its write.
        let pipe = place / "pipe"
        mkfifo(pipe, 0o600)
        let reader = open(pipe, O_RDWR | O_CLOEXEC | O_NONBLOCK)
        defer { close(reader) }
        var byte: UInt8 = 0
        while write(reader, &byte, 1) == 1 {}
        let child = try ChildProcess(
            [HelperBinary.path, "get", "ghcr.io"],
            output: .file(pipe),
            environment: session.environment
        )
        var copies = 0
        try poll {
            copies = try MappedMemory.count(of: secret, inProcess: child.pid)
            return copies >= 2
        }
        #expect(copies == 2)
    }
}
