import Foundation
import TestSupport
import Testing

@Suite("A home whose name is not UTF-8, as one in Latin-1")
struct PathBytesTests {
    private let machine: HeadlessMachine
    private let credential = DockerCredential(server: "ghcr.io", username: "u", secret: "s").json

    init() throws {
        machine = try HeadlessMachine(.none)
    }

    /// Runs the helper where `HOME` is such a directory, which is made, and `$0` the helper.
    private func run(_ script: String, and more: [String: String] = [:]) throws -> Command {
        let home = #"HOME="$HOME/$(printf 'andr\351')"; mkdir -p "$HOME"; export HOME; "#
        return try HelperBinary.runScript(home + script, in: machine.environment.setting(more))
    }

    private func expectNothingMade(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let files = try Command.run(["find", machine.directory / "home", "-mindepth", "1", "-printf", "%P\\n"])
        #expect(files.output == Data("andr".utf8) + [0xE9, 0x0A], sourceLocation: sourceLocation)
    }

    @Test("It is refused in words, and no other directory is made")
    func refused() throws {
        let words = "HOME is not valid UTF-8: no file is looked for there\n"
        let hint = "hint: set XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME to directories whose names are UTF-8\n"
        let store = #"printf %s '\#(credential)' | "$0" store"#
        for script in [store, #""$0" list"#, #""$0" setup"#, #""$0" unlock --password-file \#(machine.passwordFile)"#] {
            let ran = try run(script)
            #expect(ran.status == 1)
            #expect(ran.outputText == words)
            #expect(ran.errorText == words + hint)
        }
        let configuration = ["XDG_CONFIG_HOME": machine.directory / "config"]
        #expect(try run(store, and: configuration).outputText == words)
        #expect(try run(#""$0" version"#).status == 0)
        try expectNothingMade()
    }

    @Test("What the hint says works")
    func elsewhere() throws {
        let elsewhere = [
            "XDG_CONFIG_HOME": machine.directory / "config", "XDG_DATA_HOME": machine.directory / "data",
            "XDG_STATE_HOME": machine.directory / "state",
            "DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": machine.passwordFile,
        ]
        let ran = try run(#"printf %s '\#(credential)' | "$0" store && "$0" get ghcr.io"#, and: elsewhere)
        #expect(ran.outputText == credential + "\n", "\(ran.errorText)")
        try expectNothingMade()
    }

    @Test("A password file in it is not noted under another name")
    func passwordFile() throws {
        let elsewhere = ["XDG_CONFIG_HOME": machine.directory / "config", "XDG_DATA_HOME": machine.directory / "data"]
        let ran = try run(
            #"cp \#(machine.passwordFile) "$HOME/key"; cd "$HOME"; "$0" setup --password-file key"#,
            and: elsewhere
        )
        #expect(ran.status == 1)
        let words = "cannot read the keyring's password from key: its full path is not valid UTF-8\n"
        #expect(ran.outputText == words)
        #expect(!FileManager.default.fileExists(atPath: machine.directory / "config"))
    }
}
