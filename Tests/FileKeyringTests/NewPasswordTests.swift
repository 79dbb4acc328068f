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

    /// Changes the password.
    /// - Returns: what the system was asked to write and to put on the disk, a call a line.
    private func traceWriting() throws -> String {
        let options = ["-y", "-e", "trace=write,writev,pwrite64,fsync,fdatasync"]
        let ran = try Command.run(change(tracedWith: options), environment: machine.environment)
        #expect(ran.status == 0, "\(ran.errorText)")
        return try trace
    }

    private var trace: String {
        get throws { try String(contentsOfFile: machine.directory / "trace", encoding: .utf8) }
    }

    /// The directory in memory that the traced helper wrote to, if it did.
    private var draftInMemory: String? {
        get throws {
            try trace.firstMatch(of: #/"(/dev/shm/docker-credential-pat-[0-9a-f]+)//#).map { String($0.1) }
        }
    }

    private func bytesWritten(in trace: String) -> Int {
        trace.matches(of: /= ([0-9]+)$/.anchorsMatchLineEndings()).reduce(0) { $0 + (Int($1.1) ?? 0) }
    }

    private func waitsForDisk(in trace: String) -> Int {
        trace.split(separator: "\n").count { $0.contains("sync(") && $0.contains(machine.data) }
    }

    @Test("Twice the items are twice the work, with no more waiting for the disk, and all are kept")
    func linear() throws {
        try fill(1...40)
        let old = try machine.contents
        let few = try traceWriting()
        try old.write(to: URL(fileURLWithPath: machine.file))
        _ = try machine.helper("lock")
        try fill(41...80)
        let many = try traceWriting()
        // Each item written with all that are there would make it four times as much.
        let growth = Double(bytesWritten(in: many)) / Double(bytesWritten(in: few))
        #expect(1.5...2.5 ~= growth, "\(growth)")
        // The file that takes the old one's place, and the directory.
        #expect([few, many].map(waitsForDisk) == [2, 2])

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
        // What libsecret wrote in memory goes with the next change, if that is not killed.
        #expect(!FileManager.default.fileExists(atPath: try #require(try draftInMemory)))

        try whole.write(to: URL(fileURLWithPath: machine.file))
        // The new file is there by the time that the kernel is told its password.
        #expect(try changeKilled(in: "add_key", time: 1))
        #expect(try expectWhole("before the kernel knew"))
    }

    @Test("Where somebody else has taken the name in memory, the disk is used")
    func foreignDraft() throws {
        try fill(20...20)
        let whole = try machine.contents
        let traced = change(tracedWith: ["-e", "trace=rename"])
        #expect(try Command.run(traced, environment: machine.environment).status == 0)
        let draft = try #require(try draftInMemory)
        try whole.write(to: URL(fileURLWithPath: machine.file))
        _ = try machine.helper("lock")

        let theirs = draft + "/theirs"
        try FileManager.default.createDirectory(atPath: theirs, withIntermediateDirectories: true)
        defer { _ = try? FileManager.default.removeItem(atPath: draft) }
        chown(draft, 65533, 65533)
        #expect(try Command.run(traced, environment: machine.environment).status == 0)
        #expect(try draftInMemory == nil)
        #expect(try expectWhole("on the disk"))
        #expect(FileManager.default.fileExists(atPath: theirs))
    }

    @Test("While it goes on, others read the old file, and one that stores is served after it")
    func others() throws {
        try fill(1...20)
        let variables = ["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": "", "DOCKER_CREDENTIAL_PAT_TIMEOUT": "120"]
        let bare = machine.environment.setting(variables)
        #expect(try machine.helper("unlock", "--timeout", "10m", "--password-file", machine.passwordFile).status == 0)
        let before = try machine.contents
        // Slowed down: else it is over before anybody else has begun.
        let slow = ["-e", "trace=rename", "-e", "inject=rename:delay_enter=100000"]
        let change = try BackgroundProcess(
            change(tracedWith: slow),
            environment: machine.environment.setting(variables)
        )
        try change.waitUntil { FileManager.default.fileExists(atPath: machine.data + "/rewrite") }
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
