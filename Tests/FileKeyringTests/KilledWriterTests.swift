import Foundation
import TestSupport
import Testing

@Suite("The encrypted file, while writers are killed", .serialized)
struct KilledWriterTests {
    private let machine: HeadlessMachine

    init() throws {
        machine = try HeadlessMachine()
    }

    @Test("Killed at random moments 200 times: the old credential or the new one is there, and all others")
    func killed() throws {
        #expect(try machine.store("bystander.example", secret: "untouched").status == 0)
        #expect(try machine.store("ghcr.io", as: "u0", secret: "s0").status == 0)
        let start = Date()
        #expect(try machine.store("ghcr.io", as: "u0", secret: "s0").status == 0)
        let usual = Int(Date().timeIntervalSince(start) * 1_000_000)

        var (current, kills, completed) = ("s0", 0, 0)
        let end = Date() + 600
        for round in 1... {
            guard kills < 200, Date() < end else { break }
            // In every second round another account replaces the one before.
            let next = "s\(round)"
            let request = DockerCredential(server: "ghcr.io", username: "u\(round / 2)", secret: next).json
            let helper = try ChildProcess(
                [HelperBinary.path, "store"],
                input: .text(request),
                environment: machine.environment
            )
            usleep(UInt32.random(in: 0...UInt32(usual)))
            helper.signal(SIGKILL)
            let isKilled = helper.wait() == .killed(by: SIGKILL, dumpedCore: false)
            if isKilled { kills += 1 } else { completed += 1 }

            let answer = try machine.helper("get", "ghcr.io")
            let secret = try answer.credential.secret
            #expect(secret == next || (secret == current && isKilled))
            current = secret
        }
        #expect(kills >= 200, "\(kills) killed, \(completed) done before")
        #expect(try machine.helper("get", "bystander.example").outputText.contains("untouched"))
        // The next store tidies up after those that were killed.
        #expect(try machine.store("ghcr.io", secret: "at last").status == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: machine.data).sorted()
        #expect(left == ["credentials.keyring", "lock"])
    }

    @Test("A change of password that is killed leaves the old one or the new one in force")
    func killedChange() throws {
        for number in 1...10 { #expect(try machine.store("r\(number).example", secret: "s\(number)").status == 0) }
        let whole = try machine.contents
        let newFile = machine.directory / "new"
        try Data("new password".utf8).write(to: URL(fileURLWithPath: newFile))
        for _ in 0..<12 {
            try whole.write(to: URL(fileURLWithPath: machine.file))
            let change = try ChildProcess(
                [HelperBinary.path, "unlock", "--change", "--password-file", newFile, "--timeout", "10m"],
                environment: machine.environment
            )
            usleep(UInt32.random(in: 20_000...400_000))
            change.signal(SIGKILL)
            change.wait()
            _ = try machine.helper("lock")
            let answers = try [machine.passwordFile, newFile].map { file in
                try machine.helper("get", "r7.example", and: ["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": file])
            }
            #expect(answers.map(\.status).sorted() == [0, 1])
            for answer in answers {
                let isRight = answer.outputText.contains(#""s7""#) || answer.outputText.hasPrefix("wrong password")
                #expect(isRight, "\(answer.outputText)")
            }
        }
    }
}
