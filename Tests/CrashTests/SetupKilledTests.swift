import Foundation
import TestSupport
import Testing

@Suite("setup killed at any moment", .serialized, .keyringSession)
struct SetupKilledTests {
    /// A client's file with secrets in it.
    private struct File {
        let path: String
        let servers: [String]
    }

    private let environment: [String: String]
    private let files: [File]
    private let home: TemporaryDirectory

    init() throws {
        home = try TemporaryDirectory()
        let session = try #require(KeyringSessionTrait.session)
        environment = session.environment.setting(["HOME": home.path, "REGISTRY_AUTH_FILE": home / "auth.json"])
        files = [
            File(path: home / ".docker/config.json", servers: ["ghcr.io", "https://index.docker.io/v1/", "a.example"]),
            File(path: home / "auth.json", servers: ["quay.io", "b.example"]),
        ]
        mkdir(home / ".docker", 0o700)
    }

    private func auth(of server: String, _ number: Int) -> String {
        Data("ann:\(server)/\(number)".utf8).base64EncodedString()
    }

    /// Puts secrets of this number into the files.
    private func write(_ number: Int) throws {
        for file in files {
            let entries = file.servers.map { "\t\t\"\($0)\": {\n\t\t\t\"auth\": \"\(auth(of: $0, number))\"\n\t\t}" }
            let text = "{\n\t\"auths\": {\n\(entries.joined(separator: ",\n"))\n\t}\n}\n"
            try Data(text.utf8).write(to: URL(fileURLWithPath: file.path))
            unlink(file.path + ".before-pat")
        }
    }

    private func start() throws -> ChildProcess {
        try ChildProcess([HelperBinary.path, "setup", "--yes"], environment: environment)
    }

    /// Expects each secret in its file or in the keyring, and takes it out of that.
    /// - Returns: how many are in the keyring alone.
    private func collect(_ number: Int) throws -> Int {
        var moved: [String] = []
        for file in files {
            let data = try Data(contentsOf: URL(fileURLWithPath: file.path))
            let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let auths = try #require(json["auths"] as? [String: [String: String]])
            #expect(auths.keys.sorted() == file.servers.sorted())
            for server in file.servers where auths[server]?["auth"] != auth(of: server, number) {
                #expect(auths[server] == [:], "\(server)")
                moved.append(server)
            }
        }
        for server in moved {
            let kept = try HelperBinary.run(["get", server], in: environment).credential
            #expect(kept == DockerCredential(server: server, username: "ann", secret: "\(server)/\(number)"))
        }
        for server in files.flatMap(\.servers) { _ = try HelperBinary.run(["erase", server], in: environment) }
        return moved.count
    }

    @Test("Every credential is in the file or in the keyring, and the files are whole")
    func killed() throws {
        var number = 0
        // Only the run itself is measured.
        var times: [Double] = []
        for _ in 0..<5 {
            number += 1
            try write(number)
            let start = ContinuousClock.now
            #expect(try self.start().wait() == .exited(0))
            times.append((ContinuousClock.now - start) / .seconds(1))
            #expect(try collect(number) == 5)
        }
        var timing = KillTiming(lasting: times.sorted()[2])
        var partly = 0
        for _ in 0..<Repetitions.setupKills {
            number += 1
            try write(number)
            let setup = try start()
            timing.waitForMoment()
            setup.signal(SIGKILL)
            timing.note(hit: setup.wait() != .exited(0))
            let moved = try collect(number)
            if moved > 0, moved < 5 { partly += 1 }
        }
        #expect(timing.coversTheRun, "\(timing)")
        print("setups: \(timing.hits) killed before the end, \(timing.misses) after it; \(partly) between the files")

        // Nothing of what was killed hinders the next, nor stays.
        number += 1
        try write(number)
        #expect(try start().wait() == .exited(0))
        #expect(try collect(number) == 5)
        let left = try FileManager.default.contentsOfDirectory(atPath: home / ".docker").sorted()
        // The directory has the link of the plugin, too.
        #expect(left.filter { $0 != "cli-plugins" } == ["config.json", "config.json.before-pat"])
    }
}
