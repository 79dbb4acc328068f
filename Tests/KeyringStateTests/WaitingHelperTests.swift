import Foundation
import TestSupport
import Testing

@Suite("A helper that waits: for others, for its user, for its client")
struct WaitingHelperTests {
    @Test("Another helper has been changing the keyring for too long", arguments: [Verb.store, .erase])
    func busy(_ verb: Verb) throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        let holder = try holdLock(in: session)
        defer { holder.stop() }
        expectFailure(
            try verb.run(in: session.environment),
            saying: "another docker-credential-pat has been changing the keyring for 2 s"
        )
        // Readers do not wait for writers.
        try session.expectOldCredential()
    }

    @Test("Helpers wait for each other with a runtime directory and without", arguments: [true, false])
    func otherSurroundings(isHolderWithout: Bool) throws {
        let session = try KeyringSession()
        let without = session.environment.filter { $0.key != "XDG_RUNTIME_DIR" }
        // One that is stopped while it has the lock, and waits for the keyring.
        session.signalKeyring(SIGSTOP)
        let long = (isHolderWithout ? without : session.environment).setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "60"])
        let holder = try BackgroundProcess(
            [HelperBinary.path, "store"],
            input: Data(Verb.request.utf8),
            environment: long
        )
        defer { holder.stop() }
        try holder.waitUntil {
            try session.isOwned("docker_credential_pat.WriterTurn")
        }
        holder.signal(SIGSTOP)
        session.signalKeyring(SIGCONT)
        expectFailure(
            try Verb.store.run(in: isHolderWithout ? session.environment : without),
            saying: "another docker-credential-pat has been changing the keyring for 2 s"
        )
    }

    @Test("Ctrl-C ends the helper at once", arguments: [Verb.get, .store])
    func interrupted(_ verb: Verb) throws {
        let session = try KeyringSession()
        session.signalKeyring(SIGSTOP)
        defer { session.signalKeyring(SIGCONT) }
        let ran = try Command.run(
            ["timeout", "--foreground", "--signal=INT", "0.5", HelperBinary.path, verb.rawValue],
            input: Data((verb == .store ? Verb.request : "ghcr.io").utf8),
            environment: session.environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "60"]),
            limit: 10
        )
        #expect(ran.status == 124, "it ended by the signal, and had said nothing before")
        #expect(ran.outputText == "")
    }

    @Test("Stopped for longer than the keyring has time, as by Ctrl-Z, it takes the answer that has come meanwhile")
    func stopped() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        session.signalKeyring(SIGSTOP)
        defer { session.signalKeyring(SIGCONT) }
        let said = try ScratchFile()
        let helper = try ChildProcess(
            [HelperBinary.path, "get", "ghcr.io"],
            output: .scratch(said),
            environment: session.environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "4"])
        )
        usleep(1_000_000)
        helper.signal(SIGSTOP)
        session.signalKeyring(SIGCONT)
        usleep(5_000_000)
        helper.signal(SIGCONT)
        #expect(helper.wait(killingAfter: 10) == .exited(0))
        #expect(said.text == KeyringSession.oldCredential)
    }

    @Test("Stopped for longer than its client has time to write, it waits for the rest of it")
    func stoppedReader() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        let said = try ScratchFile()
        let pipe = Pipe()
        let helper = try ChildProcess(
            [HelperBinary.path, "get"],
            input: .descriptor(pipe.fileHandleForReading.fileDescriptor),
            output: .scratch(said),
            environment: session.environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "4"])
        )
        usleep(1_000_000)
        helper.signal(SIGSTOP)
        usleep(5_000_000)
        helper.signal(SIGCONT)
        usleep(500_000)
        try pipe.fileHandleForWriting.write(contentsOf: Data("ghcr.io".utf8))
        try pipe.fileHandleForWriting.close()
        #expect(helper.wait(killingAfter: 10) == .exited(0))
        #expect(said.text == KeyringSession.oldCredential)
    }

    @Test("When its client is gone, the helper ends, long before its time is over", arguments: ["get ghcr.io", "list"])
    func clientGone(_ verb: String) throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        session.signalKeyring(SIGSTOP)
        defer { session.signalKeyring(SIGCONT) }
        try expectEnd(of: verb, in: session)
    }

    @Test("When its client is gone while it waits for others, too")
    func clientGoneWhileWaiting() throws {
        let session = try KeyringSession()
        try session.storeOldCredential()
        let holder = try holdLock(in: session)
        defer { holder.stop() }
        try expectEnd(of: "erase ghcr.io", in: session)
    }

    /// Another helper that holds the lock of those that change the keyring, for a minute.
    private func holdLock(in session: KeyringSession) throws -> BackgroundProcess {
        let lock = session.directory / "run/docker-credential-pat.lock"
        let holder = try BackgroundProcess(["flock", "--no-fork", lock, "sleep", "60"], environment: [:])
        try holder.waitUntil { try Command.run(["flock", "-n", lock, "true"]).status != 0 }
        return holder
    }

    /// Expects that the helper ends when the program that reads its answer has ended.
    private func expectEnd(of verb: String, in session: KeyringSession) throws {
        // The reader of the pipe is gone at once; the helper would wait for a minute.
        let ran = try HelperBinary.runScript(
            #"{ "$0" \#(verb) 2>"$1"; echo $? >>"$1"; } | true; cat "$1""#,
            arguments: [session.directory / "said"],
            in: session.environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "60"]),
            limit: 10
        )
        #expect(ran.outputText == "the client that asked is gone\n1\n")
    }
}
