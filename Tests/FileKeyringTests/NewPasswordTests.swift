import Foundation
import TestSupport
import Testing

@Suite("The encrypted file's password, changed with many items in it", .serialized)
struct NewPasswordTests {
    private let machine: HeadlessMachine
    private let newFile: String

    init() throws {
        try DebianPackage.require("strace", from: "strace")
        machine = try HeadlessMachine()
        newFile = machine.directory / "new"
        try Data("new password".utf8).write(to: URL(fileURLWithPath: newFile))
        chmod(newFile, 0o600)
    }

    private func fill(_ numbers: ClosedRange<Int>) throws {
        for number in numbers {
            #expect(try machine.store("r\(number).example", secret: "s\(number)").status == 0)
        }
    }

    /// The command that changes the password under strace with these options.
    private func change(tracedWith options: [String]) -> [String] {
        ["strace", "-f", "-qq", "-o", machine.directory / "trace"] + options
            + [HelperBinary.path, "unlock", "--change", "--password-file", newFile, "--timeout", "10m"]
    }

    private func get(_ server: String, passwordFile: String) throws -> Command {
        try machine.helper("get", server, and: ["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": passwordFile])
    }

    /// How many bytes a change of the password writes.
    private func bytesWritten() throws -> Int {
        let calls = "write,writev,pwrite64"
        let ran = try Command.run(change(tracedWith: ["-e", "trace=\(calls)"]), environment: machine.environment)
        #expect(ran.status == 0, "\(ran.errorText)")
        let trace = try String(contentsOfFile: machine.directory / "trace", encoding: .utf8)
        return trace.matches(of: /= ([0-9]+)$/.anchorsMatchLineEndings()).reduce(0) { $0 + (Int($1.1) ?? 0) }
    }

    @Test("Twice the items are twice the work, and all are kept")
    func linear() throws {
        try fill(1...40)
        let old = try machine.contents
        let few = try bytesWritten()
        try old.write(to: URL(fileURLWithPath: machine.file))
        _ = try machine.helper("lock")
        try fill(41...80)
        let many = try bytesWritten()
        // Each item written with all that are there would make it four times as much.
        #expect(few > 0 && Double(many) / Double(few) < 2.5, "\(few), \(many)")

        _ = try machine.helper("lock")
        for number in [1, 15, 16, 17, 79, 80] {
            let answer = try get("r\(number).example", passwordFile: newFile)
            #expect(answer.outputText.contains(#""s\#(number)""#), "\(answer.outputText)")
        }
        let kept = try machine.helper("list", and: ["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": newFile]).accounts
        #expect(kept.count == 80)
    }

    /// Changes the password, and kills the helper in a system call.
    /// - Returns: whether it got that far.
    private func changeKilled(in call: String, time: Int) throws -> Bool {
        let kill = ["-e", "trace=\(call)", "-e", "inject=\(call):signal=SIGKILL:when=\(time)"]
        let change = try ChildProcess(change(tracedWith: kill), environment: machine.environment)
        return change.wait() == .killed(by: SIGKILL, dumpedCore: false)
    }

    /// Expects that one of the two passwords opens the file, and that the last item is there.
    /// - Returns: whether it is the new one.
    private func expectWhole(_ comment: Comment) throws -> Bool {
        _ = try machine.helper("lock")
        let answers = try [machine.passwordFile, newFile].map { try get("r20.example", passwordFile: $0) }
        #expect(answers.map(\.status).sorted() == [0, 1], comment)
        for answer in answers {
            let isRight = answer.outputText.contains(#""s20""#) || answer.outputText.hasPrefix("wrong password")
            #expect(isRight, "\(comment) \(answer.outputText)")
        }
        return answers[1].status == 0
    }

    @Test("Killed at one step after another, it leaves the old file or the new one, with everything in it")
    func killed() throws {
        try fill(1...20)
        let whole = try machine.contents
        // Each version of the staged file is put in place by a rename. strace counts those of each thread on their own.
        var kills = 0
        while kills < 100, try changeKilled(in: "rename", time: kills + 1) {
            kills += 1
            #expect(try !expectWhole("after \(kills) renames"))
            #expect(try machine.contents == whole)
        }
        #expect(5..<100 ~= kills, "\(kills)")
        #expect(try expectWhole("not killed"))

        try whole.write(to: URL(fileURLWithPath: machine.file))
        // The new file is there by the time that the kernel is told its password.
        #expect(try changeKilled(in: "add_key", time: 1))
        #expect(try expectWhole("before the kernel knew"))
    }

    @Test("While it goes on, others read the old file, and one that stores is served after it")
    func others() throws {
        try fill(1...20)
        let variables = ["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": "", "DOCKER_CREDENTIAL_PAT_TIMEOUT": "120"]
        let bare = machine.environment.setting(variables)
        #expect(try machine.helper("unlock", "--timeout", "10m", "--password-file", machine.passwordFile).status == 0)
        let before = try machine.contents
        // On a slow disk: else it is over before anybody else has begun.
        let slow = ["-e", "trace=fsync", "-e", "inject=fsync:delay_enter=100000"]
        let change = try BackgroundProcess(
            change(tracedWith: slow),
            environment: machine.environment.setting(variables)
        )
        try change.waitUntil { FileManager.default.fileExists(atPath: machine.data + "/rewrite/credentials.keyring") }
        #expect(try HelperBinary.run(["get", "r7.example"], in: bare).outputText.contains(#""s7""#))
        #expect(try machine.contents == before, "the change was over before the helper read")
        let credential = DockerCredential(server: "late.example", username: "u", secret: "late")
        let store = try HelperBinary.store(credential, in: bare)
        #expect(store.status == 0, "\(store.errorText)")
        #expect(change.logText.contains("has its new password"), "\(change.logText)")
        _ = try machine.helper("lock")
        #expect(try get("late.example", passwordFile: newFile).outputText.contains(#""late""#))
        #expect(try get("r20.example", passwordFile: newFile).outputText.contains(#""s20""#))
    }
}
