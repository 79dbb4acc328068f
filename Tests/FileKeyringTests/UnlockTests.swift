import Foundation
import TestSupport
import Testing

@Suite("unlock, on a terminal")
struct UnlockTests {
    private let machine: HeadlessMachine
    private let helper = HelperBinary.path

    init() throws {
        machine = try HeadlessMachine(.none, setting: nil)
    }

    /// Runs the helper on a terminal.
    private func onTerminal(_ arguments: String, replies: TerminalUser.Reply...) throws -> Command {
        try TerminalUser.run("\(helper) \(arguments)", replies: replies, in: machine.environment)
    }

    @Test("By hand: asked twice at first, then once, and never shown")
    func byHand() throws {
        let made = try onTerminal(
            "unlock --timeout 10m",
            replies: .init(to: "New password of the keyring: ", keys: #"s\303\251same\n"#),
            .init(to: "The same once more: ", keys: #"s\303\251sameX\177\n"#)
        )
        #expect(made.status == 0, "\(made.outputText)")
        #expect(made.outputText.contains("unlocked for 10 minutes"))
        #expect(!made.outputText.contains("same\r"))
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
        _ = try machine.helper("lock")
        #expect(try machine.helper("get", "ghcr.io").outputText == "the keyring is locked\n")

        let opened = try onTerminal(
            "unlock --timeout 10m",
            replies: .init(to: "Password of the keyring: ", keys: #"wrong\n"#),
            .init(to: "Password of the keyring: ", keys: #"oops\025s\303\251same\n"#)
        )
        #expect(opened.status == 0)
        #expect(opened.outputText.contains("wrong password: try again\r\n"))
        #expect(!opened.outputText.contains("oops") && !opened.outputText.contains("wrong\r"))
        #expect(try machine.helper("get", "ghcr.io").outputText.contains("s3cret"))
    }

    @Test("Three wrong passwords, and it ends")
    func threeTimes() throws {
        #expect(try machine.helper("unlock", "--timeout", "5m", "--password-file", machine.passwordFile).status == 0)
        let prompt = "Password of the keyring: "
        let ran = try onTerminal(
            "unlock",
            replies: .init(to: prompt, keys: #"a\n"#),
            .init(to: prompt, keys: #"b\n"#),
            .init(to: prompt, keys: #"c\n"#)
        )
        #expect(ran.status == 1)
        #expect(ran.outputText.matches(of: /wrong password: try again/).count == 2)
        #expect(ran.outputText.contains("wrong password\r\nhint: nothing else opens it; without it, move"))
    }

    @Test("Two different passwords make no keyring")
    func mismatch() throws {
        let ran = try onTerminal(
            "unlock",
            replies: .init(to: "New password of the keyring: ", keys: #"one\n"#),
            .init(to: "The same once more: ", keys: #"other\n"#)
        )
        #expect(ran.status == 1)
        #expect(ran.outputText.contains("the two passwords are not the same"))
        #expect(!FileManager.default.fileExists(atPath: machine.file))
    }

    @Test("Ctrl-C ends it, and the terminal shows again what is typed", arguments: [#"pass\003"#, #"\004"#])
    func interrupted(_ keys: String) throws {
        let ran = try TerminalUser.run(
            "\(helper) unlock; stty -a",
            replies: [.init(to: "New password of the keyring: ", keys: keys)],
            in: machine.environment
        )
        #expect(ran.outputText.contains("no password was given"))
        #expect(ran.outputText.contains(" echo ") && ran.outputText.contains(" icanon"))
    }

    @Test(
        "A signal ends it as ever, and the terminal shows again what is typed",
        arguments: ["TERM", "HUP", "INT", "QUIT"]
    )
    func signalled(_ signal: String) throws {
        let pid = machine.directory / "pid"
        // It comes once the terminal has ceased to show what is typed.
        let ran = try TerminalUser.run(
            """
            (until stty -a </dev/tty | grep -q " -echo "; do sleep 0.05; done; kill -\(signal) $(cat \(pid))) &
            sh -c "echo \\$\\$ >\(pid); exec \(helper) unlock"; echo "ended with $?"; wait; stty -a
            """,
            in: machine.environment
        )
        let number = ["TERM": SIGTERM, "HUP": SIGHUP, "INT": SIGINT, "QUIT": SIGQUIT][signal]!
        #expect(ran.outputText.contains("ended with \(128 + number)"), "\(ran.outputText)")
        #expect(ran.outputText.contains(" echo ") && ran.outputText.contains(" icanon"))
    }

    @Test("Ctrl-Z stops it with the terminal as it was; when it goes on, it asks anew")
    func stopped() throws {
        let prompt = "New password of the keyring: "
        let ran = try TerminalUser.run(
            #"bash -mc "\#(helper) unlock --timeout 5m; echo stopped with \$?; stty -a; fg""#,
            replies: [
                .init(to: prompt, keys: #"half\032"#), .init(to: prompt, keys: #"whole\n"#),
                .init(to: "The same once more: ", keys: #"whole\n"#),
            ],
            in: machine.environment
        )
        let parts = ran.outputText.split(separator: "stopped with \(128 + SIGTSTP)")
        #expect(parts.count == 2 && parts[1].contains(" echo ") && parts[1].contains(" icanon"), "\(ran.outputText)")
        #expect(ran.outputText.contains("unlocked for 5 minutes"))
        #expect(!ran.outputText.contains("half") && !ran.outputText.contains("whole"))
        #expect(try machine.helper("unlock", "--password-file", "-", input: "whole").status == 0)
    }

    @Test("Stopped by a signal that nobody can catch, it shows nothing either when it goes on")
    func stoppedUncaught() throws {
        let (prompt, pid, script) = (
            "New password of the keyring: ", machine.directory / "pid", machine.directory / "job"
        )
        // The shell has the terminal as it wants it while its job is stopped.
        try Data(
            """
            (until stty -a </dev/tty | grep -q ' -echo '; do sleep 0.05; done; kill -STOP $(cat \(pid))) &
            sh -c 'echo $$ >\(pid); exec \(helper) unlock --timeout 5m'
            stty echo icanon
            fg
            """.utf8
        ).write(to: URL(fileURLWithPath: script))
        let ran = try TerminalUser.run(
            "bash -m \(script)",
            replies: [
                .init(to: prompt, keys: ""), .init(to: prompt, keys: #"whole\n"#),
                .init(to: "The same once more: ", keys: #"whole\n"#),
            ],
            in: machine.environment
        )
        #expect(ran.outputText.contains("unlocked for 5 minutes"), "\(ran.outputText)")
        #expect(!ran.outputText.contains("whole"))
    }

    @Test("Nobody types: it ends at the limit")
    func unanswered() throws {
        let ran = try TerminalUser.run(
            "DOCKER_CREDENTIAL_PAT_TIMEOUT=1 \(helper) unlock",
            in: machine.environment
        )
        #expect(ran.status == 1)
        #expect(ran.outputText.contains("nobody typed a password within 1 s"))
    }

    @Test("Without a terminal it says what to do")
    func noTerminal() throws {
        let ran = try Command.run(["setsid", "--wait", helper, "unlock"], environment: machine.environment)
        #expect(ran.status == 1)
        #expect(ran.outputText == "there is no terminal to ask for the keyring's password on\n")
        #expect(ran.errorText.hasSuffix("hint: give it in a file: --password-file FILE, or - for standard input\n"))
    }

    @Test("Where its setting cannot be noted, no keyring is made, and no password asked for")
    func unrecordable() throws {
        func write(_ settings: String) throws {
            let file = URL(fileURLWithPath: machine.settingsFile)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(settings.utf8).write(to: file)
        }
        func expectRefused(saying words: String, environment: [String: String] = [:]) throws {
            for arguments in [["unlock"], ["setup", "--keyring", "file"]] {
                let command = ["setsid", "--wait", helper] + arguments
                let ran = try Command.run(command, environment: machine.environment.setting(environment))
                #expect(ran.status == 1)
                #expect(ran.outputText == words + "\n")
                #expect(!FileManager.default.fileExists(atPath: machine.data))
            }
        }
        try write(#"{"keyrng": "service"}"#)
        try expectRefused(saying: "\(machine.settingsFile): there is no setting keyrng, and it would be lost")
        // Nobody may write below /proc, not even root.
        try expectRefused(
            saying: "/proc/sys/docker-credential-pat/config.json: Permission denied",
            environment: ["XDG_CONFIG_HOME": "/proc/sys"]
        )
    }

    @Test("setup makes the keyring and unlocks it; the setting stays when others are there")
    func setup() throws {
        let settings = URL(fileURLWithPath: machine.settingsFile)
        try FileManager.default.createDirectory(
            at: settings.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(#"{"warn_within": "30d", "timeout": 20}"#.utf8).write(to: settings)
        let ran = try onTerminal(
            "setup",
            replies: .init(to: "go on? [y/N] ", keys: #"y\n"#),
            .init(to: "New password of the keyring: ", keys: #"pw\n"#),
            .init(to: "The same once more: ", keys: #"pw\n"#)
        )
        #expect(ran.status == 0, "\(ran.outputText)")
        let docker = try String(contentsOfFile: machine.directory / "home/.docker/config.json", encoding: .utf8)
        #expect(docker == "{\n\t\"credsStore\": \"pat\"\n}")
        let text = try String(contentsOf: settings, encoding: .utf8)
        #expect(text == "{\n  \"keyring\": \"file\",\n  \"timeout\": 20,\n  \"warn_within\": \"30d\"\n}\n")
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
    }
}
