import Foundation
import TestSupport
import Testing

@Suite("setup, where a client's file cannot be changed", .serialized)
struct SetupFaultTests {
    private let machine: HeadlessMachine
    private let directory: String
    private let file: String
    private let text = #"{"auths": {"ghcr.io": {"auth": "YW5uOm9uZQ=="}}}"#

    init() throws {
        machine = try HeadlessMachine()
        directory = machine.directory / "home/.docker"
        file = "\(directory)/config.json"
        mkdir(directory, 0o700)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        #expect(try machine.helper("setup", "--keyring", "file").status == 0)
    }

    /// Of the file and what may be beside it; docker's directory has the link of the plugin, too.
    private var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0 != "cli-plugins" }.sorted()
        }
    }

    private func expectUnchanged(sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text, sourceLocation: sourceLocation)
        #expect(try names == ["config.json"], sourceLocation: sourceLocation)
    }

    /// Runs `setup` in a directory that a script of the shell's has mounted, and shows what is in it afterwards.
    private func setup(mounted script: String) throws -> Command {
        let around = """
            cp "$HOME/.docker/config.json" "$HOME/copy"
            mount -t tmpfs -o size=64k none "$HOME/.docker" && cp "$HOME/copy" "$HOME/.docker/config.json" || exit 9
            \(script)
            PATH=/nonexistent "$0" setup --yes >"$HOME/said"
            status=$?
            cmp "$HOME/copy" "$HOME/.docker/config.json" || exit 8
            ls "$HOME/.docker" | grep -v filler
            exit $status
            """
        return try Command.run(
            ["unshare", "--mount", "--", "sh", "-c", around, HelperBinary.path],
            environment: machine.environment
        )
    }

    @Test("On a full disk")
    func fullDisk() throws {
        let ran = try setup(mounted: #"head -c 100000 /dev/zero >"$HOME/.docker/filler" 2>/dev/null"#)
        #expect(ran.status == 1 && ran.outputText == "config.json\n", "\(ran.outputText)\(ran.errorText)")
        #expect(ran.errorText == "\(file): No space left on device\n")
    }

    @Test("On a file system that is read only")
    func readOnly() throws {
        let ran = try setup(mounted: #"mount -o remount,ro none "$HOME/.docker""#)
        #expect(ran.status == 1 && ran.outputText == "config.json\n", "\(ran.outputText)\(ran.errorText)")
        #expect(ran.errorText == "\(file): Read-only file system\n")
        #expect(try machine.helper("list").outputText == "{}\n")
    }

    @Test("In a directory in which a user may not write")
    func readOnlyDirectory() throws {
        let helper = try HelperBinary.copy(forEveryUserIn: machine.directory)
        #expect(try Command.run(["chown", "-R", "65533:65533", machine.directory.path]).status == 0)
        chmod(directory, 0o500)
        let user = ["setpriv", "--reuid=65533", "--regid=65533", "--clear-groups", "--"]
        let ran = try Command.run(user + [helper, "setup", "--yes"], environment: machine.environment)
        #expect(ran.status == 1 && ran.errorText == "\(file): Permission denied\n", "\(ran.errorText)")
        try expectUnchanged()
    }

    @Test("A file of somebody else, as a docker of sudo's leaves it")
    func foreign() throws {
        chown(file, 65533, 65533)
        let ran = try machine.helper("setup", "--yes")
        #expect(ran.status == 1 && ran.outputText == "\(file): it belongs to somebody else\n", "\(ran.outputText)")
        #expect(ran.errorText.hasSuffix("hint: see who made it: a docker run by sudo may have\n"))
        try expectUnchanged()
        #expect(try machine.helper("list").outputText == "{}\n")
    }

    @Test("Root with a person's home, as by sudo -E")
    func foreignHome() throws {
        chown(directory, 65533, 65533)
        let ran = try machine.helper("setup", "--yes")
        let words = "\(directory) belongs to somebody else: nothing is made in it\n"
        #expect(ran.status == 1 && ran.outputText == words)
        try expectUnchanged()
    }

    @Test("Mode and group stay, and the backup is nobody else's")
    func modeAndGroup() throws {
        chown(file, 0, 65533)
        chmod(file, 0o2640)
        #expect(try machine.helper("setup", "--yes").status == 0)
        var status = stat()
        #expect(stat(file, &status) == 0 && status.st_mode & 0o7777 == 0o2640 && status.st_gid == 65533)
        #expect(stat(file + ".before-pat", &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600 && status.st_gid == getegid())
    }

    @Test("Several at the same time")
    func several() throws {
        let all = try (0..<6).map { _ in
            try ChildProcess([HelperBinary.path, "setup", "--yes"], environment: machine.environment)
        }
        for setup in all { #expect(setup.wait() == .exited(0)) }
        #expect(
            try String(contentsOfFile: file, encoding: .utf8) == #"{"auths": {"ghcr.io": {}}, "credsStore": "pat"}"#
        )
        #expect(try names == ["config.json", "config.json.before-pat"])
        #expect(try machine.helper("list").outputText == "{\"ghcr.io\":\"ann\"}\n")
    }

    @Test("On a terminal it asks, and no secret is shown")
    func terminal() throws {
        let ran = try TerminalUser.run(
            "\(HelperBinary.path) setup",
            replies: [.init(to: "go on? [y/N] ", keys: #"y\n"#)],
            in: machine.environment
        )
        #expect(ran.status == 0, "\(ran.outputText)")
        #expect(ran.outputText.contains("will move into the keyring ghcr.io (ann)\r\n"))
        #expect(ran.outputText.contains("moved into the keyring: ghcr.io (ann)\r\n"))
        #expect(!ran.outputText.contains("YW5uOm9uZQ"))
        let no = try TerminalUser.run(
            "\(HelperBinary.path) setup --undo",
            replies: [.init(to: "[y/N] ", keys: #"\004"#)],
            in: machine.environment
        )
        #expect(no.status == 1 && no.outputText.hasSuffix("nothing was changed\r\n"), "\(no.outputText)")
        #expect(try names == ["config.json", "config.json.before-pat"])
    }

    @Test("Nobody answers")
    func unanswered() throws {
        let ran = try TerminalUser.run(
            "\(HelperBinary.path) setup",
            in: machine.environment.setting(["DOCKER_CREDENTIAL_PAT_TIMEOUT": "10,1"])
        )
        #expect(ran.status == 1 && ran.outputText.contains("nobody answered within 1 s"), "\(ran.outputText)")
        try expectUnchanged()
    }
}
