import Foundation
import TestSupport
import Testing

@Suite("Large input, through the real binary", .serialized, .keyringSession)
struct LargeInputTests {
    private let environment: [String: String]

    init() throws {
        environment = try #require(KeyringSessionTrait.session).environment
    }

    private func credential(_ secret: String) -> DockerCredential {
        DockerCredential(server: "ghcr.io", username: "u", secret: secret)
    }

    @Test("A secret of 200 KiB, of one line and of many", arguments: ["0123456789abcdef", "a line\r\n", "日本🐳\u{1}\""])
    func longSecret(_ piece: String) throws {
        let secret = String(repeating: piece, count: 200 * 1024 / piece.utf8.count)
        #expect(try HelperBinary.store(credential(secret), in: environment).status == 0)
        let answer = try HelperBinary.run(["get", "ghcr.io"], in: environment)
        #expect(try answer.credential.secret == secret)
        #expect(answer.output.count { $0 == UInt8(ascii: "\n") } == 1)
    }

    @Test("1 MiB is read; a byte more is refused, and nothing is lost")
    func limit() throws {
        let short = credential("").json
        let largest = String(repeating: "x", count: 1 << 20 - short.utf8.count)
        #expect(try HelperBinary.store(credential(largest), in: environment).status == 0)

        let refused = try HelperBinary.store(credential(largest + "y"), in: environment)
        #expect(refused.status == 1)
        #expect(refused.outputText == "the input is larger than 1 MiB\n")
        let answer = try HelperBinary.run(["get", "ghcr.io"], in: environment)
        #expect(try answer.credential.secret == largest)
    }

    @Test("An answer that cannot be written is an error", arguments: ["list", "version"])
    func fullDisk(_ verb: String) throws {
        let ran = try HelperBinary.runScript(#""$0" "$1" > /dev/full"#, arguments: [verb], in: environment)
        #expect(ran.status == 1)
        #expect(ran.errorText == "cannot write the answer: No space left on device\n")
    }

    @Test("What GLib says of itself is no part of an answer")
    func debugMessages() throws {
        func list(in keyring: [String: String], debugging variable: String? = nil) throws -> Command {
            try HelperBinary.run(["list"], in: variable.map { keyring.setting([$0: "all"]) } ?? keyring)
        }
        let answer = try list(in: environment)
        #expect(try list(in: environment, debugging: "G_MESSAGES_DEBUG").output == answer.output)
        let bus = try list(in: environment, debugging: "G_DBUS_DEBUG")
        #expect(bus.output == answer.output && bus.errorText.contains("GDBus-debug"))

        // Not every version of GLib (2.74 and 2.84 were seen) has something to say of a connection to the bus, but each
        // has of a file.
        let machine = try HeadlessMachine()
        #expect(try machine.store("ghcr.io", secret: "secret").status == 0)
        let file = try list(in: machine.environment, debugging: "G_MESSAGES_DEBUG")
        #expect(try file.output == list(in: machine.environment).output)
        #expect(file.errorText.contains("DEBUG"))
    }

    @Test("A stream that is set not to block is waited for: nothing is cut")
    func nonBlocking() throws {
        let secret = String(repeating: "0123456789abcdef", count: 25_000)
        #expect(try HelperBinary.store(credential(secret), in: environment).status == 0)
        // The server's name comes late, and the answer is read late.
        let script = """
            import os, subprocess, sys, time
            inner, outer = os.pipe(), os.pipe()
            os.set_blocking(inner[0], False)
            os.set_blocking(outer[1], False)
            helper = subprocess.Popen([sys.argv[1], "get"], stdin=inner[0], stdout=outer[1])
            os.close(outer[1])
            time.sleep(0.3)
            os.write(inner[1], b"ghcr.io")
            os.close(inner[1])
            time.sleep(0.3)
            sys.stdout.write(os.fdopen(outer[0]).read())
            sys.exit(helper.wait())
            """
        let ran = try Command.run(["python3", "-c", script, HelperBinary.path], environment: environment)
        #expect(ran.status == 0, "\(ran.errorText)")
        #expect(try ran.credential.secret == secret)
    }

    @Test("Standard input that never ends is not waited for without end", arguments: ["get", "erase", "store"])
    func endless(_ verb: String) throws {
        let limit = environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "1"])
        for writer in ["exec sleep 5", "while sleep 0.1; do printf g || exit; done"] {
            let start = ContinuousClock.now
            let ran = try HelperBinary.runScript(#""$0" "$1" < <(\#(writer))"#, arguments: [verb], in: limit)
            #expect(ContinuousClock.now - start < .seconds(4))
            #expect(ran.status == 1)
            #expect(ran.outputText == "standard input did not end within 1 s\n")
            #expect(ran.errorText.contains("hint: see what writes to it; DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"))
        }
    }

    @Test("Bytes that are not UTF-8 are no server, not as an argument either", arguments: ["get", "erase"])
    func argumentNotUTF8(_ verb: String) throws {
        let ran = try HelperBinary.runScript(#""$0" "$1" $'ghcr\xFF.io'"#, arguments: [verb], in: environment)
        #expect(ran.status == 1)
        #expect(ran.outputText == "an argument is not valid UTF-8\n")
    }

    @Test("A closed standard output is an error, and the answer goes nowhere else")
    func closedOutput() throws {
        #expect(try HelperBinary.store(credential("s"), in: environment).status == 0)
        for closed in [">&-", "<&- >&-", "<&- >&- 2>&-"] {
            let ran = try HelperBinary.runScript(#"exec "$0" get ghcr.io \#(closed)"#, in: environment)
            #expect(ran.status == 1)
            #expect(ran.errorText == (closed.contains("2>") ? "" : "cannot write the answer: Bad file descriptor\n"))
        }
    }
}
