import Foundation
import TestSupport
import Testing

@Suite("A provider that stops, dies or cannot write")
struct ProviderStateTests {
    @Test("The provider has stopped: every verb ends in time, and all is well afterwards")
    func stopped() throws {
        let session = try KeyringSession()
        try session.keepCredential()
        session.signalKeyring(SIGSTOP)
        for verb in Verb.allCases {
            expectFault(try verb.run(in: session.environment), "the keyring did not answer within 2 s")
        }
        session.signalKeyring(SIGCONT)
        // What was asked before it stopped, it may still do: the old secret or the new one, or none after the erase.
        #expect(try Verb.store.run(in: session.environment).status == 0)
        #expect(try Verb.get.run(in: session.environment).outputText.contains("the new secret"))
    }

    @Test("The provider stops, or is killed, in the middle of a call", arguments: [SIGSTOP, SIGKILL])
    func inTheMiddle(_ signal: Int32) throws {
        // The helper is let go on until its Nth call, then the provider gets the signal: every call is the middle once.
        for calls in 1...6 {
            let session = try KeyringSession()
            try session.keepCredential()
            let monitor = try BusMonitor(session)
            let ran = try monitor.run(.get, andAfter: calls) { session.signalKeyring(signal) }
            session.signalKeyring(SIGCONT)
            let words = [
                KeyringSession.stored, "the keyring did not answer within 2 s\n",
                "the keyring's service ended before it had answered\n",
                "no keyring: nothing on the session bus provides org.freedesktop.secrets\n",
            ]
            // The signal comes when it comes: the answer may have been on its way. But absent it never is.
            #expect(words.contains(ran.outputText), "\(ran.outputText)")
            #expect(ran.status == (ran.outputText == KeyringSession.stored ? 0 : 1))
        }
    }

    @Test("Another provider takes over between two calls: its answer counts, and it is no crash")
    func replaced() throws {
        let session = try KeyringSession()
        try session.keepCredential()
        session.signalKeyring(SIGKILL)
        try session.restartKeyring(.unlocked)
        try session.expectOld()
    }

    @Test("The keyring's place cannot be written", arguments: [Verb.store, .erase])
    func readOnly(_ verb: Verb) throws {
        let session = try KeyringSession(.none)
        try session.startKeyringOnItsOwnDisk(size: "1m")
        try session.keepCredential()
        try session.onItsDisk("mount -o remount,ro $XDG_DATA_HOME/keyrings")
        let ran = try verb.run(in: session.environment)
        expectFault(
            ran,
            verb == .store
                ? "the keyring refused: Couldn't set item secret"
                : "the keyring refused: Couldn't delete collection: An error occurred on the device"
        )
        try session.expectOld()
    }

    @Test("The keyring's disk is full")
    func full() throws {
        let session = try KeyringSession(.none)
        try session.startKeyringOnItsOwnDisk(size: "64k")
        try session.keepCredential()
        let large = String(repeating: "0123456789abcdef", count: 8192)
        let request = #"{"ServerURL":"ghcr.io","Username":"octocat","Secret":"\#(large)"}"#
        let ran = try HelperBinary.run(["store"], input: request, in: session.environment)
        expectFault(ran, "the keyring refused: Couldn't set item secret")
        try session.expectOld()
        let other = try HelperBinary.run(
            ["store"],
            input: request.replacingOccurrences(of: "octocat", with: "another"),
            in: session.environment
        )
        expectFault(other, "the keyring refused: Couldn't create item: Couldn't set item secret")
        try session.expectOld()
    }

    @Test("The keyring's file is damaged, which is not an empty keyring", arguments: ["", "garbage", "cut"])
    func damaged(_ how: String) throws {
        let session = try KeyringSession()
        try session.keepCredential()
        session.stopKeyring()
        let file = session.directory / "data/keyrings/login.keyring"
        var contents = try Data(contentsOf: URL(fileURLWithPath: file))
        contents = how == "cut" ? contents.prefix(40) : Data(how.utf8)
        try contents.write(to: URL(fileURLWithPath: file))
        try session.restartKeyring(.locked)
        for verb in Verb.allCases {
            expectFault(
                try verb.run(in: session.environment),
                "the keyring cannot read its file \(file): it may be damaged"
            )
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == contents)
    }

    @Test("Another file that is no keyring is nobody's damage", arguments: ["garbage", ""])
    func strayFile(_ contents: String) throws {
        let session = try KeyringSession()
        try session.keepCredential()
        let directory = session.directory / "data/keyrings"
        for name in ["stray", "ü_1 "] {
            try Data(contents.utf8).write(to: URL(fileURLWithPath: "\(directory)/\(name).keyring"))
        }
        for restarts in [false, true] {
            if restarts { try session.restartKeyring(.unlocked) }
            for verb in ["get", "erase"] {
                let ran = try HelperBinary.run([verb, "other.example"], in: session.environment)
                expectAbsent(ran, try #require(Verb(rawValue: verb)))
            }
            try session.expectOld()
        }
    }

    @Test("A copy of a keyring that comes beside it, whose items are found and are not there, does no harm")
    func copiedFile() throws {
        let session = try KeyringSession()
        try session.keepCredential()
        let directory = session.directory / "data/keyrings"
        // The daemon notices by the directory's time, in whole seconds.
        usleep(1_100_000)
        try FileManager.default.copyItem(
            atPath: "\(directory)/login.keyring",
            toPath: "\(directory)/backup.keyring"
        )
        try session.expectOld()
        expectAbsent(try HelperBinary.run(["get", "other.example"], in: session.environment), .get)
        #expect(try Verb.list.run(in: session.environment).outputText == "{\"ghcr.io\":\"octocat\"}\n")
        #expect(try HelperBinary.run(["status"], in: session.environment).outputText.contains("octocat"))
        #expect(try Verb.store.run(in: session.environment).status == 0)
        #expect(try Verb.get.run(in: session.environment).outputText.contains("the new secret"))
        #expect(try Verb.erase.run(in: session.environment).status == 0)
        expectAbsent(try Verb.get.run(in: session.environment), .get)
    }

    @Test("A default keyring of another name is whole, too")
    func namedKeyring() throws {
        let prompter = try Prompter(.types("test"))
        let session = try KeyringSession(services: Prompter.services, display: prompter.display)
        try session.keepCredential()
        session.stopKeyring()
        let directory = session.directory / "data/keyrings"
        try FileManager.default.moveItem(
            atPath: "\(directory)/login.keyring",
            toPath: "\(directory)/My_Keys ü.keyring"
        )
        try Data("My_Keys ü\n".utf8).write(to: URL(fileURLWithPath: "\(directory)/default"))
        try session.restartKeyring(.unlocked)
        let ran = try HelperBinary.run(["get", "other.example"], in: session.environment)
        expectAbsent(ran, .get)
    }

    @Test("An item that has lost its secret is absent, and a store mends it")
    func lostSecret() throws {
        let session = try KeyringSession()
        let stored = try Command.run(
            [
                "secret-tool", "store", "--label=ghcr.io", "server", "ghcr.io", "username", "octocat", "docker_cli",
                "1", "label", "Docker Credentials", "xdg:schema", "io.docker.Credentials",
            ],
            environment: session.environment
        )
        #expect(stored.status == 0)
        expectAbsent(try Verb.get.run(in: session.environment), .get)
        #expect(try Verb.store.run(in: session.environment).status == 0)
        #expect(try Verb.get.run(in: session.environment).outputText.contains("the new secret"))
    }

    @Test("Another helper has been changing the keyring for too long", arguments: [Verb.store, .erase])
    func busy(_ verb: Verb) throws {
        let session = try KeyringSession()
        try session.keepCredential()
        let holder = try holdTurn(in: session)
        defer { holder.stop() }
        expectFault(
            try verb.run(in: session.environment),
            "another docker-credential-pat has been changing the keyring for 2 s"
        )
        // Readers do not wait for writers.
        try session.expectOld()
    }

    @Test("Ctrl-C ends the helper at once", arguments: [Verb.get, .store])
    func interrupted(_ verb: Verb) throws {
        let session = try KeyringSession()
        session.signalKeyring(SIGSTOP)
        defer { session.signalKeyring(SIGCONT) }
        let ran = try Command.run(
            ["timeout", "--foreground", "--signal=INT", "0.5", HelperBinary.path, verb.rawValue],
            input: Data((verb == .store ? Verb.request : "ghcr.io").utf8),
            environment: session.environment.merging(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "60"]) { _, own in own },
            limit: 10
        )
        #expect(ran.status == 124, "it ended by the signal, and had said nothing before")
        #expect(ran.outputText == "")
    }

    @Test("When its client is gone, the helper ends, long before its time is over", arguments: ["get ghcr.io", "list"])
    func abandoned(_ verb: String) throws {
        let session = try KeyringSession()
        try session.keepCredential()
        session.signalKeyring(SIGSTOP)
        defer { session.signalKeyring(SIGCONT) }
        try expectEnd(of: verb, in: session)
    }

    @Test("When its client is gone while it waits for others, too")
    func abandonedInTheQueue() throws {
        let session = try KeyringSession()
        try session.keepCredential()
        let holder = try holdTurn(in: session)
        defer { holder.stop() }
        try expectEnd(of: "erase ghcr.io", in: session)
    }

    /// Another helper's turn at changing the keyring, for a minute.
    private func holdTurn(in session: KeyringSession) throws -> BackgroundProcess {
        let lock = session.directory / "run/docker-credential-pat.lock"
        let holder = try BackgroundProcess(
            ["flock", "--no-fork", lock, "sleep", "60"],
            environment: [:]
        )
        try holder.waitUntil { try Command.run(["flock", "-n", lock, "true"]).status != 0 }
        return holder
    }

    private func expectEnd(of verb: String, in session: KeyringSession) throws {
        // The reader of the pipe is gone at once; the helper would wait for a minute.
        let ran = try Command.run(
            [
                "bash", "-c", #"{ "$0" \#(verb) 2>"$1"; echo $? >>"$1"; } | true; cat "$1""#, HelperBinary.path,
                session.directory / "said",
            ],
            environment: session.environment.merging(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "60"]) { _, own in own },
            limit: 10
        )
        #expect(ran.outputText == "the client that asked is gone\n1\n")
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
