import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("doctor: which program docker starts")
struct ProgramCheckTests {
    /// A machine on which the program that answers is at `path`.
    private func machine(answering path: String) throws -> TestMachine {
        let machine = try TestMachine()
        try FileManager.default.createDirectory(
            atPath: machine.directory / "root/proc/self",
            withIntermediateDirectories: true
        )
        symlink(try machine.makeProgram(path, script: ""), machine.directory / "root/proc/self/exe")
        return machine
    }

    @Test("The one that answers is the first on PATH, also by a link")
    func same() throws {
        var machine = try machine(answering: "bin/docker-credential-pat")
        let path = machine.directory / "bin/docker-credential-pat"
        let ok = Finding.ok("docker starts this one: \(path), version 1.2.3")
        #expect(machine.findings(of: ProgramCheck.self) == [ok])

        try FileManager.default.createDirectory(atPath: machine.directory / "links", withIntermediateDirectories: false)
        symlink(path, machine.directory / "links/docker-credential-pat")
        machine.environment["PATH"] = "relative:\(machine.directory / "links"):\(machine.directory / "bin")"
        #expect(machine.findings(of: ProgramCheck.self).map(\.level) == [.ok])
    }

    @Test("There is none on PATH: the directory to add")
    func missing() throws {
        let machine = try machine(answering: "elsewhere/docker-credential-pat")
        let findings = machine.findings(of: ProgramCheck.self)
        #expect(findings.texts(.problem) == ["there is no docker-credential-pat on PATH: docker cannot start it"])
        #expect(findings[0].hint == "add \(machine.directory / "elsewhere") to PATH")
        // What is not a program is none.
        try machine.write("", to: "bin/docker-credential-pat", mode: 0o644)
        #expect(machine.findings(of: ProgramCheck.self).map(\.level) == [.problem])
    }

    @Test("Another copy answers docker: of the same version, of another, of none")
    func other() throws {
        let machine = try machine(answering: "elsewhere/docker-credential-pat")
        func findings(script: String) throws -> [Finding] {
            try machine.makeProgram("bin/docker-credential-pat", script: script)
            return machine.findings(of: ProgramCheck.self)
        }
        let path = machine.directory / "bin/docker-credential-pat"
        #expect(
            try findings(script: "echo docker-credential-pat 1.2.3")
                == [.ok("docker starts \(path), version 1.2.3, the same as this one")]
        )
        let old = try findings(script: "[ $1 = version ] && echo docker-credential-pat 0.0.9")
        #expect(old.texts(.problem).first?.hasPrefix("docker starts \(path), version 0.0.9; this one, ") == true)
        for script in ["echo nonsense", "exit 1", "kill -9 $$", "printf docker-credential-pat"] {
            let found = try findings(script: script)
            #expect(found.texts(.problem).first?.contains("does not tell its version") == true, "\(script)")
        }
    }

    @Test("Another copy hangs: it is not waited for, and does not go on running")
    func hanging() throws {
        let machine = try machine(answering: "elsewhere/docker-credential-pat")
        let pidFile = machine.directory / "pid"
        try machine.makeProgram("bin/docker-credential-pat", script: "echo $$ >\(pidFile); exec /bin/sleep 60")
        let start = ContinuousClock.now
        #expect(machine.findings(of: ProgramCheck.self).texts(.problem).first?.contains("does not tell") == true)
        #expect(ContinuousClock.now - start < .seconds(30))
        let pid = Int32(try String(contentsOfFile: pidFile, encoding: .utf8).trimmingCharacters(in: .newlines))
        #expect(kill(try #require(pid), 0) == -1)
    }

    @Test("A copy behind the first one is never started")
    func shadowed() throws {
        var machine = try machine(answering: "bin/docker-credential-pat")
        let later = try machine.makeProgram("later/docker-credential-pat", script: "")
        machine.environment["PATH"] = "\(machine.directory / "bin"):\(machine.directory / "later")"
        let first = machine.directory / "bin/docker-credential-pat"
        let note = "\(later) is never started: \(first) comes first on PATH"
        #expect(machine.findings(of: ProgramCheck.self).texts(.note) == [note])
    }
}
