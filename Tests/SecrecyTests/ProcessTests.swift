import Foundation
import TestSupport
import Testing

/// What others can see of a helper at work.
@Suite("The process keeps its secrets", .serialized, .keyringSession)
struct ProcessTests {
    private let session: KeyringSession
    private let secret = UniqueSecret()
    private let place: TemporaryDirectory

    init() throws {
        session = try #require(KeyringSessionTrait.session)
        place = try TemporaryDirectory()
    }

    /// A `store` that has read its secret, and waits for a keyring that does not answer.
    private func withStoreUnderWay(_ body: (ChildProcess) throws -> Void) throws {
        let input = place / "request"
        try secret.request.write(toFile: input, atomically: false, encoding: .utf8)
        session.signalKeyring(SIGSTOP)
        defer { session.signalKeyring(SIGCONT) }
        let child = try ChildProcess(
            ["/usr/bin/env", "--chdir=\(place.path)", "prlimit", "--core=unlimited", HelperBinary.path, "store"],
            input: .file(input),
            error: .file(place / "error"),
            environment: session.environment
        )
        try body(child)
        child.signal(SIGKILL)
        child.wait()
    }

    /// The helper has the secret once it holds the writers' lock, and asks the keyring.
    private func waitUntilLockIsHeld(by child: ChildProcess) throws {
        let lock = session.directory / "run/docker-credential-pat.lock"
        let isAtWork = poll {
            let links = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(child.pid)/fd")) ?? []
            return links.contains { link in
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(child.pid)/fd/\(link)")) == lock
            }
        }
        #expect(isAtWork, "the helper did not get to work")
    }

    @Test("Neither its command line nor its environment has the secret in it")
    func commandLine() throws {
        try withStoreUnderWay { child in
            try waitUntilLockIsHeld(by: child)
            for file in ["cmdline", "environ"] {
                let text = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(child.pid)/\(file)"))
                #expect(!text.isEmpty)
                #expect(secret.count(in: text) == 0)
            }
            // The proof that there was something to find: root may look into its memory.
            #expect(try MappedMemory.count(of: secret, inProcess: child.pid) > 0)
        }
    }

    @Test("A crash dumps no core, whatever the limit, and reports nothing", arguments: [SIGABRT, SIGSEGV, SIGQUIT])
    func core(_ signal: Int32) throws {
        try withStoreUnderWay { child in
            try waitUntilLockIsHeld(by: child)
            child.signal(signal)
            #expect(child.wait() == .killed(by: signal, dumpedCore: false))
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).sorted() == ["error", "request"])
            #expect(try String(contentsOfFile: place / "error", encoding: .utf8) == "")
        }
    }

    @Test("Another process of the same user can neither read it nor trace it")
    func sameUser() throws {
        try DebianPackage.require("gdb", from: "gdb")
        try DebianPackage.require("setpriv", from: "util-linux")
        // The helper waits for the rest of its input.
        let helper = try HelperBinary.copy(forEveryUserIn: place)
        let input = place / "fifo"
        mkfifo(input, 0o600)
        let writer = open(input, O_RDWR | O_CLOEXEC)
        defer { close(writer) }
        let begun = Data(secret.request.utf8.dropLast(5))
        _ = begun.withUnsafeBytes { write(writer, $0.baseAddress, $0.count) }

        let nobody = ["--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        let child = try ChildProcess(
            ["/usr/bin/setpriv"] + nobody + [helper, "store"],
            input: .file(input),
            environment: ["HOME": "/nonexistent"]
        )
        let neighbour = try ChildProcess(
            ["/usr/bin/setpriv"] + nobody + ["sleep", "600"],
            environment: ["CONTROL": "visible"]
        )
        try poll { try MappedMemory.count(of: secret, inProcess: child.pid) > 0 }
        try poll { try name(of: neighbour.pid) == "sleep" }

        func asNobody(_ command: [String]) throws -> Command {
            try Command.run(["setpriv"] + nobody + command)
        }
        for file in ["environ", "mem", "maps", "auxv", "fd/"] {
            let ran = try asNobody([file == "fd/" ? "ls" : "cat", "/proc/\(child.pid)/\(file)"])
            #expect(ran.status != 0, "\(file): \(ran.outputText)")
            #expect(ran.errorText.contains("Permission denied"))
        }
        // The same works with a process that has not protected itself: it is not the machine that forbids it.
        #expect(try asNobody(["cat", "/proc/\(neighbour.pid)/environ"]).outputText.contains("visible"))

        let traced = try asNobody(["gdb", "-nx", "-batch", "-ex", "info proc", "-p", "\(child.pid)"])
        #expect(traced.errorText.contains("Operation not permitted"), "\(traced.errorText)")
    }

    private func name(of pid: Int32) throws -> String {
        try String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8).trimmingCharacters(in: .newlines)
    }
}
