import Foundation
import TestSupport

/// A shell on a terminal, with the helper, some credentials in an encrypted file, and its completions installed.
final class InteractiveShell {
    /// Where things are in the home.
    private let machine: HeadlessMachine
    let environment: [String: String]
    private let programs: String

    /// What the shell writes when it waits for a command.
    private static let prompt = "ready> "

    init() throws {
        machine = try HeadlessMachine()
        programs = machine.directory / "bin"
        try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: "\(programs)/docker-credential-pat",
            withDestinationPath: HelperBinary.path
        )
        environment = machine.environment.setting([
            "PATH": "\(programs):\(SearchPath.system)", "TERM": "dumb", "ZDOTDIR": machine.directory / "home",
        ])
        for server in ["ghcr.io", "localhost:5000", "https://index.docker.io/v1/", "evil$(id)"] {
            _ = try machine.store(server, as: "octocat", secret: "s")
        }
        let install = ". scripts/lib/common.sh; . scripts/lib/share.sh; install_share \"$0\""
        let ran = try Command.run(
            ["env", "--chdir=\(Repository.path(""))", "bash", "-ec", install, share],
            environment: machine.environment
        )
        guard ran.status == 0 else { throw NotInstalled(words: ran.errorText) }
        // A profile, as a user makes one.
        let made = try HelperBinary.run(["setup", "--profile", "work", "--yes"], in: environment)
        let own = ["DOCKER_CREDENTIAL_PAT_PROFILE": "work"]
        let kept = try HelperBinary.run(
            ["store"],
            input: #"{"ServerURL":"work.example","Username":"employee","Secret":"s"}"#,
            in: environment.setting(own)
        )
        guard made.status == 0, kept.status == 0 else { throw NotInstalled(words: made.errorText + kept.errorText) }
    }

    /// Completes and runs a command of a profile's program, before any other command has been completed.
    static let profile = #"docker-credential-pat-work exp\two\tnever\n"#
    /// What that shows.
    static let profileShown = "docker-credential-pat-work expires work.example never\nnever\n"

    /// Completes and runs three commands, and completes three more. `\t` is the key that completes.
    static let words =
        #"docker-credential-pat help unl\t\n"#
        + #"docker-credential-pat exp\tlocal\tnever\n"#
        + #"docker-credential-pat expires https:\t\n"#
        + #"docker-credential-pat setup --k\tf\t\025"#
        + #"docker-credential-pat setup --keyring=s\t\025"#
        + #"docker-credential-pat st\t\t\025"#

    /// Completes the name of a file as an option's value, in two ways, and where none may stand.
    static func files(_ start: some StringProtocol) -> String {
        #"docker-credential-pat setup --password-file \#(start)\t\025"#
            + #"docker-credential-pat setup --password-file=\#(start)\t\025"#
            + #"docker-credential-pat list \#(start)\t\025"#
    }

    /// Where the completions are installed, as for a user.
    var share: String { machine.directory / "home/.local/share" }

    /// Has the home a file of this name.
    func write(_ text: String, to name: String) throws -> String {
        let path = machine.directory / "home/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Starts the shell, types, and ends it.
    /// - Parameter keys: as the shell's `printf` takes them.
    /// - Returns: all that the terminal showed.
    func typing(_ keys: String, to command: String) throws -> String {
        let ran = try TerminalUser.run(
            // On a terminal so wide that no line is shown in part.
            "stty cols 400; \(command)",
            // Ctrl-U, since what was completed need not be run.
            replies: [.init(to: Self.prompt, keys: keys + #"\025exit\n"#)],
            in: environment
        )
        // Not by characters: a return and a line feed are one.
        return String(String.UnicodeScalarView(ran.outputText.unicodeScalars.filter { $0 != "\r" }))
    }

    struct NotInstalled: Error {
        let words: String
    }
}
