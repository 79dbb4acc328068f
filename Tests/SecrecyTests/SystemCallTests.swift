import Foundation
import TestSupport
import Testing

/// What the helper and the kernel say to each other, as strace writes it down, in full: every byte that leaves the
/// process goes through here, to files, pipes, sockets and other programs.
@Suite("A secret leaves the process by get's standard output alone", .serialized, .keyringSession)
struct SystemCallTests {
    private let session: KeyringSession
    private let secret = UniqueSecret()

    init() throws {
        try DebianPackage.require("strace", from: "strace")
        session = try #require(KeyringSessionTrait.session)
    }

    private struct Run {
        let arguments: [String]
        let input: String
        /// How the system calls begin that must have the secret in them; else the trace would prove nothing.
        let callsWithSecret: [String]

        init(_ arguments: [String], input: String = "", callsWithSecret: [String] = []) {
            self.arguments = arguments
            self.input = input
            self.callsWithSecret = callsWithSecret
        }
    }

    private func trace(
        _ arguments: [String],
        input: String = "",
        and more: [String: String] = [:]
    ) throws -> [String] {
        let log = session.directory / "trace"
        defer { unlink(log) }
        let ran = try Command.run(
            ["strace", "-f", "-qq", "-s", "10000000", "-o", log, HelperBinary.path] + arguments,
            input: Data(input.utf8),
            environment: session.environment.setting(["DOCKER_CREDENTIAL_PAT_WARN": "always"]).setting(more)
        )
        #expect(ran.status == 0, "\(ran.errorText)")
        #expect(secret.count(in: ran.error) == 0)
        return try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map { line in
            // strace -f writes the thread's number first.
            String(line.drop { $0.isNumber }.drop { $0 == " " })
        }
    }

    @Test("Every verb: on which descriptors the secret is, what files are written, what is started")
    func everyVerb() throws {
        let runs = [
            Run(["store"], input: secret.request, callsWithSecret: ["read(0, "]),
            Run(["get", "ghcr.io"], callsWithSecret: ["write(1, "]),
            Run(["expires", "ghcr.io", "2d"]),
            Run(["get", "ghcr.io"], callsWithSecret: ["write(1, "]),
            Run(["store"], input: secret.request, callsWithSecret: ["read(0, "]),
            Run(["list"]),
            Run(["status", "--within", "1d"]),
            Run(["doctor", "--only", "keyring,provider,lock,items,accounts,tokens"]),
            Run(["erase", "ghcr.io"]),
        ]
        let mayWrite = ["run/docker-credential-pat.lock", "home/.local/state/docker-credential-pat/warned"]
            .map { "\"\(session.directory / $0)\"" }
        for run in runs {
            let calls = try trace(run.arguments, input: run.input)
            let withSecret = calls.filter { secret.count(in: $0) > 0 }
            let starts = withSecret.map { call in run.callsWithSecret.first { call.hasPrefix($0) } ?? call }
            #expect(starts == run.callsWithSecret)

            // What the keyring is asked for stands in the clear; list has no business with any secret.
            let verb = run.arguments[0]
            if ["get", "list"].contains(verb) {
                #expect(calls.contains { $0.contains("GetSecret") } == (verb == "get"))
            }

            let written = calls.filter { call in
                call.hasPrefix("open") && ["O_WRONLY", "O_RDWR", "O_CREAT"].contains { call.contains($0) }
            }
            for call in written { #expect(mayWrite.contains { call.contains($0) }, "\(call)") }
            #expect(calls.count { $0.hasPrefix("execve(") } == 1)
        }
    }

    @Test("doctor writes nothing, makes and removes nothing, and speaks to the session bus alone")
    func doctor() throws {
        #expect(try HelperBinary.run(["store"], input: secret.request, in: session.environment).status == 0)
        let link = session.directory / "docker-credential-pat"
        symlink(HelperBinary.path, link)
        defer { unlink(link) }
        let client = session.directory / "docker"
        try FileManager.default.createDirectory(atPath: client, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: client) }
        try Data(#"{"credsStore": "pat"}"#.utf8).write(to: URL(fileURLWithPath: client + "/config.json"))
        let path = "\(session.directory.path):\(SearchPath.system)"
        let calls = try trace(["doctor"], and: ["PATH": path, "DOCKER_CONFIG": client])

        #expect(calls.filter { secret.count(in: $0) > 0 } == [])
        let changing = [
            "rename", "unlink", "rmdir", "mkdir", "mknod", "link", "symlink", "chmod", "fchmod", "chown", "fchown",
            "truncate", "ftruncate", "utimensat", "setxattr", "creat",
        ]
        let names = changing.flatMap { ["\($0)(", "\($0)at(", "\($0)at2("] }
        #expect(calls.filter { call in names.contains { call.hasPrefix($0) } } == [])
        let modes = ["O_WRONLY", "O_RDWR", "O_CREAT"]
        #expect(calls.filter { call in call.hasPrefix("open") && modes.contains { call.contains($0) } } == [])
        let connections = calls.filter { $0.hasPrefix("connect(") }
        #expect(!connections.isEmpty && connections.allSatisfy { $0.contains("AF_UNIX") })
        // The first one is strace's own.
        #expect(calls.count { $0.hasPrefix("execve(") } == 1)
    }

    @Test("Afterwards nothing of it is in a file of the user's")
    func files() throws {
        #expect(try HelperBinary.run(["store"], input: secret.request, in: session.environment).status == 0)
        #expect(try HelperBinary.run(["get", "ghcr.io"], in: session.environment).status == 0)
        let files = FileManager.default.enumerator(atPath: session.directory.path)?.allObjects as? [String] ?? []
        #expect(files.contains("data/keyrings/login.keyring"))
        for file in files {
            let path = session.directory / file
            // Sockets and directories have no contents to read.
            guard let contents = try? Data(contentsOf: URL(fileURLWithPath: path)) else { continue }
            #expect(secret.count(in: contents) == 0, "\(file)")
        }
    }
}
