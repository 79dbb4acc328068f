import Foundation
import TestSupport
import Testing

/// The helper's whole memory as it ends, with a debugger's eyes: root may look where others may not.
@Suite("A secret is wiped from memory", .serialized, .keyringSession)
struct MemoryTests {
    private let session: KeyringSession
    private let needle = Needle()
    private let place: TemporaryDirectory

    init() throws {
        try DebianPackage.require("gdb", from: "gdb")
        session = try #require(KeyringSessionTrait.session)
        place = try TemporaryDirectory()
    }

    /// Runs the helper up to its last system call, and counts.
    /// - Parameter answer: the beginning of what it must answer, or the run would prove nothing.
    private func copiesAtExit(_ arguments: [String], input: String = "", answer: String) throws -> Int {
        let (core, inputFile, output) = (place / "core", place / "input", place / "output")
        defer { for file in [core, inputFile, output] { unlink(file) } }
        try input.write(toFile: inputFile, atomically: false, encoding: .utf8)
        let commands = [
            "set debuginfod enabled off", "set confirm off", "set use-coredump-filter off",
            "set dump-excluded-mappings on",
            "set args \(arguments.joined(separator: " ")) < \(inputFile) > \(output)",
            "catch syscall exit_group", "run", "generate-core-file \(core)", "kill",
        ]
        let ran = try Command.run(
            ["gdb", "-nx", "-batch"] + commands.flatMap { ["-ex", $0] } + [HelperBinary.path],
            environment: session.environment.merging(["SHELL": "/bin/sh"]) { _, new in new }
        )
        #expect(ran.outputText.contains("Saved corefile"), "\(ran.outputText)\(ran.errorText)")
        let written = try String(contentsOfFile: output, encoding: .utf8)
        #expect(written.hasPrefix(answer) && written.isEmpty == answer.isEmpty, "\(written)")
        return try needle.count(inFile: core)
    }

    private func store(_ environment: [String: String] = [:]) throws {
        let environment = session.environment.merging(environment) { _, new in new }
        #expect(try HelperBinary.run(["store"], input: needle.request(), in: environment).status == 0)
    }

    @Test("After a get has written its answer")
    func afterGet() throws {
        try store()
        #expect(try copiesAtExit(["get", "ghcr.io"], answer: #"{"ServerURL":"ghcr.io""#) == 0)
    }

    @Test("After a store, and after one that was refused")
    func afterStore() throws {
        #expect(try copiesAtExit(["store"], input: needle.request(), answer: "") == 0)
        try SecretTool.expect(needle.text, of: "ghcr.io", in: session.environment)
        let nameless = needle.request().replacing(#""u""#, with: #""""#)
        #expect(try copiesAtExit(["store"], input: nameless, answer: "no credentials username") == 0)
        #expect(try copiesAtExit(["store"], input: needle.request() + "x", answer: "the input is not valid JSON") == 0)
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
        for _ in 0..<1000 where copies < 2 {
            usleep(10_000)
            copies = try ProcessMap.count(needle, inMemoryOf: child.pid)
        }
        #expect(copies == 2)
    }
}

extension SecretTool {
    /// Looks the secret up with another program.
    fileprivate static func expect(_ secret: String, of server: String, in environment: [String: String]) throws {
        let found = try Command.run(["secret-tool", "lookup", "server", server], environment: environment)
        #expect(found.outputText == secret)
    }
}
