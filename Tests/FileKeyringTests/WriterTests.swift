import Foundation
import TestSupport
import Testing

@Suite("The encrypted file, while several write and some are killed", .serialized)
struct WriterTests {
    private let machine: FileKeyring
    /// Nobody is to give up because the machine that runs the tests is slow.
    private let patience = ["DOCKER_CREDENTIAL_PAT_TIMEOUT": "120"]

    init() throws {
        machine = try FileKeyring()
    }

    /// Starts 32 stores at once, of which `server` names the server, and waits for all.
    private func storeAtOnce(server: String) throws {
        let script = """
            i=1
            while [ $i -le 32 ]; do
                printf '{"ServerURL":"%s","Username":"u%s","Secret":"s%s"}' "\(server)" $i $i |
                    { "$0" store || echo failed; } &
                i=$((i + 1))
            done
            wait
            """
        let ran = try HelperBinary.runScript(script, in: machine.environment.setting(patience), limit: 150)
        #expect(ran.outputText == "" && ran.errorText == "")
    }

    @Test("32 stores at once for different servers: all are kept")
    func differentServers() throws {
        try storeAtOnce(server: "r$i.example")
        let kept = try machine.helper("list").accounts
        #expect(kept == Dictionary(uniqueKeysWithValues: (1...32).map { ("r\($0).example", "u\($0)") }))
        for number in [1, 17, 32] {
            #expect(try machine.helper("get", "r\(number).example").outputText.contains(#""s\#(number)""#))
        }
    }

    @Test("32 stores at once for one server: one is kept, whole")
    func sameServer() throws {
        try storeAtOnce(server: "ghcr.io")
        let kept = try machine.helper("list").accounts
        #expect(kept.count == 1)
        let answer = try machine.helper("get", "ghcr.io").credential
        let number = answer.username.dropFirst()
        #expect(answer.secret == "s\(number)")

        // And who comes last, wins.
        #expect(try machine.store("ghcr.io", as: "last", secret: "the last").status == 0)
        #expect(try machine.helper("get", "ghcr.io").outputText.contains(#""the last""#))
        #expect(try machine.helper("list").outputText == "{\"ghcr.io\":\"last\"}\n")
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
            // Now in place of the same account, now of another.
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
        // The next one tidies up after those that were killed.
        #expect(try machine.store("ghcr.io", secret: "at last").status == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: machine.data).sorted()
        #expect(left == ["credentials.keyring", "lock"])
    }

    @Test("On a full disk a store fails, and nothing is lost")
    func diskFull() throws {
        let script = """
            mkdir -p "$HOME/.local/share" && mount -t tmpfs -o size=64k none "$HOME/.local/share" || exit 9
            store() { printf '{"ServerURL":"%s","Username":"u","Secret":"%s"}' "$1" "$2" | "$helper" store; }
            helper=$0
            store ghcr.io small || exit 8
            big=$(head -c 100000 /dev/zero | tr '\\0' x)
            store big.example "$big" && exit 7
            "$helper" get ghcr.io || exit 6
            "$helper" list || exit 5
            store ghcr.io again && "$helper" get ghcr.io && ls "$HOME/.local/share/docker-credential-pat"
            """
        let ran = try Command.run(
            ["unshare", "--mount", "--", "sh", "-c", script, HelperBinary.path],
            environment: machine.environment
        )
        #expect(ran.status == 0, "\(ran.outputText)\(ran.errorText)")
        #expect(ran.errorText.contains("No space left on device"))
        let lines = ran.outputText.split(separator: "\n").dropFirst()
        #expect(
            Array(lines) == [
                #"{"ServerURL":"ghcr.io","Username":"u","Secret":"small"}"#, #"{"ghcr.io":"u"}"#,
                #"{"ServerURL":"ghcr.io","Username":"u","Secret":"again"}"#, "credentials.keyring", "lock",
            ]
        )
    }

    @Test("At a limit on the size of files a store fails, which is no crash, and nothing is lost")
    func sizeLimit() throws {
        #expect(try machine.store("ghcr.io", secret: "small").status == 0)
        let before = try machine.contents
        let big = String(repeating: "x", count: 100_000)
        let ran = try Command.run(
            ["prlimit", "--fsize=65536", HelperBinary.path, "store"],
            input: Data(DockerCredential(server: "big.example", username: "u", secret: big).json.utf8),
            environment: machine.environment
        )
        #expect(ran.status == 1)
        #expect(ran.outputText.contains("File too large"), "\(ran.outputText)")
        #expect(try machine.contents == before)
    }

    @Test("Who waits for another that hangs gives up, and says so; who reads does not wait")
    func busy() throws {
        #expect(try machine.store("ghcr.io", secret: "kept").status == 0)
        let lock = open(machine.data + "/lock", O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX) == 0)
        let limit = ["DOCKER_CREDENTIAL_PAT_TIMEOUT": "1"]
        let ran = try machine.helper("erase", "ghcr.io", and: limit)
        #expect(ran.status == 1)
        #expect(ran.outputText == "another docker-credential-pat has been changing the keyring for 1 s\n")
        #expect(try machine.helper("get", "ghcr.io", and: limit).outputText.contains("kept"))
        // But for a wrong password, which may be about to be the right one.
        try Data("wrong".utf8).write(to: URL(fileURLWithPath: machine.passwordFile))
        #expect(try machine.helper("get", "ghcr.io", and: limit).outputText.hasPrefix("wrong password: "))
    }

    @Test("Who reads or stores while the password is changed is served, by the old one or the new one")
    func readingDuringChange() throws {
        let bare = machine.environment.setting(["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": ""])
        #expect(try machine.store("ghcr.io", secret: "kept").status == 0)
        #expect(try machine.helper("unlock", "--timeout", "10m", "--password-file", machine.passwordFile).status == 0)
        let script = """
            for i in 1 2 3 4 5 6 7 8 9 10; do
                printf new$i | "$0" unlock --change --timeout 10m --password-file - || exit 1
            done
            """
        let changes = try BackgroundProcess(["sh", "-c", script, HelperBinary.path], environment: bare)
        var served = 0
        while !changes.logText.contains("error"), changes.isRunning, served < 300 {
            #expect(try HelperBinary.run(["get", "ghcr.io"], in: bare).outputText.contains("kept"))
            served += 1
            if changes.logText.matches(of: /has its new password/).count == 10 { break }
        }
        #expect(served > 5 && changes.logText.matches(of: /has its new password/).count == 10, "\(changes.logText)")
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
