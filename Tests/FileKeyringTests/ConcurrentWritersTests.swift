import Foundation
import TestSupport
import Testing

@Suite("The encrypted file, while several write", .serialized)
struct ConcurrentWritersTests {
    private let machine: HeadlessMachine
    /// Nobody is to give up because the machine that runs the tests is slow.
    private let patience = ["DOCKER_CREDENTIAL_PAT_TIMEOUT": "120"]

    init() throws {
        machine = try HeadlessMachine()
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

        // And the last one wins.
        #expect(try machine.store("ghcr.io", as: "last", secret: "the last").status == 0)
        #expect(try machine.helper("get", "ghcr.io").outputText.contains(#""the last""#))
        #expect(try machine.helper("list").outputText == "{\"ghcr.io\":\"last\"}\n")
    }

    @Test("A helper that waits for one that hangs gives up, and says so; one that reads does not wait")
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
        // Except with a wrong password: it may be that a change is about to make it the right one.
        try Data("wrong".utf8).write(to: URL(fileURLWithPath: machine.passwordFile))
        #expect(try machine.helper("get", "ghcr.io", and: limit).outputText.hasPrefix("wrong password: "))
    }

    @Test("The kernel is told the new password before anybody else may open the file, however long that takes")
    func kernelIsSlow() throws {
        #expect(try machine.store("ghcr.io", secret: "kept").status == 0)
        let bare = machine.environment.filter { $0.key != "DOCKER_CREDENTIAL_PAT_PASSWORD_FILE" }.setting(patience)
        let unlocked = try HelperBinary.run(
            ["unlock", "--timeout", "10m", "--password-file", machine.passwordFile],
            in: bare
        )
        #expect(unlocked.status == 0)
        let before = try machine.contents
        let change = try BackgroundProcess(
            ["strace", "-f", "-o", "/dev/null", "-e", "trace=add_key", "-e", "inject=add_key:delay_enter=2000000"]
                + [HelperBinary.path, "unlock", "--change", "--timeout", "10m", "--password-file", "-"],
            input: Data("new".utf8),
            environment: bare
        )
        try change.waitUntil { try machine.contents != before }
        let answer = try HelperBinary.run(["get", "ghcr.io"], in: bare)
        #expect(answer.outputText.contains(#""kept""#), "\(answer.errorText)")
        #expect(change.logText.contains("has its new password"), "\(change.logText)")
    }

    @Test("A helper that reads or stores while the password is changed is served, with the old one or the new one")
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
}
