import Foundation
import TestSupport
import Testing

@Suite("The keyring's files: not writable, damaged or not its own")
struct KeyringFilesTests {
    @Test("The keyring's directory cannot be written", arguments: [Verb.store, .erase])
    func readOnly(_ verb: Verb) throws {
        let session = try KeyringSession(.none)
        try session.startKeyringOnItsOwnDisk(size: "1m")
        try session.storeOldCredential()
        try session.onItsDisk("mount -o remount,ro $XDG_DATA_HOME/keyrings")
        let ran = try verb.run(in: session.environment)
        expectFailure(
            ran,
            saying: verb == .store
                ? "the keyring refused: Couldn't set item secret"
                : "the keyring refused: Couldn't delete collection: An error occurred on the device"
        )
        try session.expectOldCredential()
    }

    @Test("The keyring's disk is full")
    func full() throws {
        let session = try KeyringSession(.none)
        try session.startKeyringOnItsOwnDisk(size: "64k")
        try session.storeOldCredential()
        let large = String(repeating: "0123456789abcdef", count: 8192)
        var credential = DockerCredential(server: "ghcr.io", username: "octocat", secret: large)
        let ran = try HelperBinary.store(credential, in: session.environment)
        expectFailure(ran, saying: "the keyring refused: Couldn't set item secret")
        try session.expectOldCredential()
        credential.username = "another"
        let other = try HelperBinary.store(credential, in: session.environment)
        expectFailure(other, saying: "the keyring refused: Couldn't create item: Couldn't set item secret")
        try session.expectOldCredential()
    }

    @Test("The keyring's file is damaged, which is not an empty keyring", arguments: ["", "garbage", "cut"])
    func damaged(_ how: String) throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        session.stopKeyring()
        let file = session.directory / "data/keyrings/login.keyring"
        var contents = try Data(contentsOf: URL(fileURLWithPath: file))
        contents = how == "cut" ? contents.prefix(40) : Data(how.utf8)
        try contents.write(to: URL(fileURLWithPath: file))
        try session.restartKeyring(.locked)
        for verb in Verb.allCases {
            expectFailure(
                try verb.run(in: session.environment),
                saying: "the keyring cannot read its file \(file): it may be damaged"
            )
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == contents)
    }

    @Test("Another file that is no keyring is not called damage", arguments: ["garbage", ""])
    func strayFile(_ contents: String) throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        let directory = session.directory / "data/keyrings"
        for name in ["stray", "ü_1 "] {
            try Data(contents.utf8).write(to: URL(fileURLWithPath: "\(directory)/\(name).keyring"))
        }
        for restarts in [false, true] {
            if restarts { try session.restartKeyring(.unlocked) }
            for verb in ["get", "erase"] {
                let ran = try HelperBinary.run([verb, "other.example"], in: session.environment)
                expectAbsent(ran, for: try #require(Verb(rawValue: verb)))
            }
            try session.expectOldCredential()
        }
    }

    @Test("A copy of a keyring beside it, whose items are found but cannot be read, does no harm")
    func copiedFile() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        let directory = session.directory / "data/keyrings"
        // The daemon notices by the directory's time, in whole seconds.
        usleep(1_100_000)
        try FileManager.default.copyItem(
            atPath: "\(directory)/login.keyring",
            toPath: "\(directory)/backup.keyring"
        )
        try session.expectOldCredential()
        expectAbsent(try HelperBinary.run(["get", "other.example"], in: session.environment), for: .get)
        #expect(try Verb.list.run(in: session.environment).outputText == "{\"ghcr.io\":\"octocat\"}\n")
        #expect(try HelperBinary.run(["status"], in: session.environment).outputText.contains("octocat"))
        #expect(try Verb.store.run(in: session.environment).status == 0)
        #expect(try Verb.get.run(in: session.environment).outputText.contains("the new secret"))
        #expect(try Verb.erase.run(in: session.environment).status == 0)
        expectAbsent(try Verb.get.run(in: session.environment), for: .get)
    }

    @Test("A default keyring of another name is not called damaged either")
    func namedKeyring() throws {
        let prompter = try Prompter(.types("test"))
        let session = try KeyringSession(prompter: prompter)
        try session.storeOldCredential()
        session.stopKeyring()
        let directory = session.directory / "data/keyrings"
        try FileManager.default.moveItem(
            atPath: "\(directory)/login.keyring",
            toPath: "\(directory)/My_Keys ü.keyring"
        )
        try Data("My_Keys ü\n".utf8).write(to: URL(fileURLWithPath: "\(directory)/default"))
        try session.restartKeyring(.unlocked)
        let ran = try HelperBinary.run(["get", "other.example"], in: session.environment)
        expectAbsent(ran, for: .get)
    }

    @Test("An item in GNOME Keyring's memory is not the one that is kept: what is stored outlives the daemon")
    func volatileItem() throws {
        let session = try KeyringSession()
        let old = DockerCredential(server: "ghcr.io", username: "octocat", secret: "in memory")
        try SecretTool.store(old, collection: "session", in: session.environment)
        #expect(try Verb.get.run(in: session.environment).outputText.contains("in memory"))
        #expect(try Verb.store.run(in: session.environment).status == 0)
        #expect(try SecretTool.countItems(for: "ghcr.io", in: session.environment) == 1)
        try session.restartKeyring(.unlocked)
        #expect(try Verb.get.run(in: session.environment).outputText.contains("the new secret"))
    }
}

extension KeyringSession {
    /// Starts the daemon with its keyrings on a file system of their own, in a mount namespace of its own.
    fileprivate func startKeyringOnItsOwnDisk(size: String) throws {
        let mount =
            "mkdir -p $XDG_DATA_HOME/keyrings && mount -t tmpfs -o mode=700,size=\(size) none $XDG_DATA_HOME/keyrings"
        try restartKeyring(.unlocked, wrapper: ["unshare", "--mount", "sh", "-c", "\(mount) && exec \"$@\"", "sh"])
    }

    /// Runs `command` where the daemon sees its disk.
    fileprivate func onItsDisk(_ command: String) throws {
        let pid = try #require(keyringPid)
        let ran = try Command.run(
            ["nsenter", "--target", "\(pid)", "--mount", "sh", "-c", command],
            environment: environment
        )
        try #require(ran.status == 0, "\(ran.errorText)")
    }
}
