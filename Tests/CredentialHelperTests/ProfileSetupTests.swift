import Foundation
import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("setup of a profile")
struct ProfileSetupTests {
    private let home: TemporaryDirectory
    private let console = TestConsole()
    private let store = InMemoryStore()
    private let work = Profile("work")!
    private var bin: String { home / "bin" }
    private var link: String { bin + "/docker-credential-pat-work" }
    private var docker: String { home / ".docker/config.json" }

    init() throws {
        home = try TemporaryDirectory()
        for name in ["bin", ".docker"] {
            try FileManager.default.createDirectory(atPath: home / name, withIntermediateDirectories: false)
        }
        try FileManager.default.createSymbolicLink(
            atPath: bin + "/docker-credential-pat",
            withDestinationPath: linkTarget(of: "/proc/self/exe")
        )
        try store.store(Credential(server: "ghcr.io", username: "ann", secret: Secret("s"), recordedExpiry: .never))
    }

    private func run(_ words: String..., path: String? = nil, answers: [String]? = nil) -> Int32 {
        console.inputIsTerminal = answers != nil
        console.outputIsTerminal = answers != nil
        console.typed = answers ?? []
        let environment = [
            "HOME": home.path, "PATH": path ?? bin, "REGISTRY_AUTH_FILE": home / "auth.json",
            // Whatever is installed on this machine.
            "XDG_DATA_DIRS": "/nonexistent",
        ]
        return console.run(["setup", "--profile", "work"] + words, over: store, environment: environment)
    }

    private var target: String? { try? FileManager.default.destinationOfSymbolicLink(atPath: link) }

    private func read(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    private func kept() throws -> Credential? {
        try store.inProfile(work).credential(for: "ghcr.io", orBestOf: [])
    }

    @Test("Where bash-completion has the helper's file, the profile's program gets a link to it, which --undo removes")
    func completion() throws {
        let place = home / ".local/share/bash-completion/completions"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try write("complete", to: place + "/docker-credential-pat")
        let file = place + "/docker-credential-pat-work"
        #expect(run("--dry-run") == 0)
        #expect(console.output.contains("  will link \(file) to \(place)/docker-credential-pat\n"))
        #expect(run("--yes") == 0 && console.output.hasSuffix("linked \(file)\n"))
        let target = try FileManager.default.destinationOfSymbolicLink(atPath: file)
        #expect(target == place + "/docker-credential-pat")
        #expect(run("--yes") == 0 && console.output.hasSuffix("nothing to do\n"))

        // What it leads to may have gone with the program.
        unlink(target)
        #expect(run("--undo", "--yes") == 0 && console.output.hasSuffix("removed \(file)\n"), "\(console.output)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: place) == [])

        // What somebody else has put there stays, and nothing is made where there is no completion.
        try write("complete", to: place + "/docker-credential-pat")
        try write("own", to: file)
        #expect(run("--yes") == 0 && !console.output.contains(file))
        #expect(run("--undo", "--yes") == 0)
        #expect(try read(file) == "own")
    }

    @Test("It makes the link, and docker's own configuration stays as it is")
    func linking() throws {
        #expect(run("--yes") == 0, "\(console.output)\(console.error)")
        #expect(target == bin + "/docker-credential-pat")
        #expect(console.output.contains(#"    "credsStore": "pat-work""#))
        #expect(!FileManager.default.fileExists(atPath: docker))
        #expect(run("--yes") == 0 && console.output.hasSuffix("nothing to do\n"))
        #expect(run("--undo", "--yes") == 0)
        #expect(target == nil && console.output.contains("  keeps nothing\n"))
    }

    @Test("A link of an older program is made anew, and goes with --undo, too")
    func outdated() throws {
        func leaveBehind() throws {
            try FileManager.default.createSymbolicLink(
                atPath: link,
                withDestinationPath: "/gone/bin/docker-credential-pat"
            )
        }
        try leaveBehind()
        #expect(run("--yes") == 0 && target == bin + "/docker-credential-pat")
        #expect(console.output.contains("in place of an older one"))
        try FileManager.default.removeItem(atPath: link)
        try leaveBehind()
        #expect(run("--undo", "--yes") == 0 && target == nil)
    }

    @Test("Another program of that name stays, and nothing is done", arguments: [true, false])
    func foreign(_ isElsewhere: Bool) throws {
        let place = isElsewhere ? home / "first" : bin
        try? FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        let other = place + "/docker-credential-pat-work"
        try write("#!/bin/sh\n", to: other)
        chmod(other, 0o755)
        let path = "\(place):\(bin)"
        #expect(run("--copy-from", "default", "ghcr.io", "--registry", "ghcr.io", "--yes", path: path) == 1)
        #expect(console.output.hasPrefix("\(other) is another program"), "\(console.output)")
        #expect(try read(other) == "#!/bin/sh\n" && kept() == nil)
        #expect(!FileManager.default.fileExists(atPath: docker))
        #expect(run("--undo", "--yes", path: path) == 0)
        #expect(try read(other) == "#!/bin/sh\n")
    }

    @Test("What another has made elsewhere on PATH serves as well")
    func elsewhere() throws {
        let place = home / "first"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: place + "/docker-credential-pat-work",
            withDestinationPath: bin + "/docker-credential-pat"
        )
        #expect(run("--yes", path: "\(place):\(bin)") == 0 && !console.output.contains("link it"))
        #expect(target == nil)
    }

    @Test("A copy has the expiry, and another credential stays unless somebody says otherwise")
    func copy() throws {
        #expect(run("--copy-from", "default", "ghcr.io", "--yes") == 0, "\(console.output)\(console.error)")
        #expect(try kept()?.username == "ann" && kept()?.recordedExpiry == .never)
        #expect(run("--copy-from", "default", "ghcr.io", "--yes") == 0)
        #expect(console.output.hasSuffix("nothing to do\n"))

        let mine = store.inProfile(work)
        try mine.store(Credential(server: "ghcr.io", username: "ann", secret: Secret("s")), renewing: [])
        try mine.record(.unknown, of: try #require(try kept()))
        #expect(run("--copy-from", "default", "https://ghcr.io", "--yes") == 0)
        #expect(try kept()?.recordedExpiry == .never)

        try mine.store(Credential(server: "ghcr.io", username: "zoe", secret: Secret("z")), renewing: [])
        #expect(run("--copy-from", "default", "ghcr.io", "--yes") == 0)
        #expect(console.error.contains("the profile work has another credential (zoe)"))
        #expect(try kept()?.username == "zoe")
        #expect(run("--copy-from", "default", "ghcr.io", answers: ["y", "y"]) == 0, "\(console.prompts)")
        #expect(try kept()?.username == "ann")
        #expect(try store.credential(for: "ghcr.io", orBestOf: [])?.username == "ann")
    }

    @Test("What stands in plain text for the registry goes into the profile")
    func plainText() throws {
        try write(#"{"auths": {"quay.io": {"auth": "YW5uOm9uZQ=="}}}"#, to: docker)
        #expect(run("--registry", "quay.io", "--yes") == 0, "\(console.output)\(console.error)")
        #expect(try read(docker) == #"{"auths": {"quay.io": {}}, "credHelpers": {"quay.io": "pat-work"}}"#)
        #expect(try store.inProfile(work).accounts().map(\.server) == ["quay.io"])
        #expect(try store.accounts().map(\.server) == ["ghcr.io"])
    }

    @Test("Two profiles in one file: the way back of each leaves the other")
    func together() throws {
        try write(#"{"a": 1}"#, to: docker)
        #expect(run("--registry", "ghcr.io", "--yes") == 0)
        let own = ["HOME": home.path, "PATH": bin, "REGISTRY_AUTH_FILE": home / "auth.json"]
        #expect(console.run(["setup", "--yes"], over: store, environment: own) == 0)
        let both = #"{"a": 1, "credHelpers": {"ghcr.io": "pat-work"}, "credsStore": "pat"}"#
        #expect(try read(docker) == both)
        #expect(console.run(["setup", "--undo", "--yes"], over: store, environment: own) == 0)
        #expect(try read(docker) == #"{"a": 1, "credHelpers": {"ghcr.io": "pat-work"}}"#)
        #expect(run("--undo", "--yes") == 0)
        #expect(try read(docker) == #"{"a": 1}"#)
        #expect(!FileManager.default.fileExists(atPath: docker + ".before-pat"))
    }
}
