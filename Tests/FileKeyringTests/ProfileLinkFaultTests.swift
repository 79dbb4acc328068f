import Foundation
import TestSupport
import Testing

@Suite("A profile's link, where it cannot be made beside the program", .serialized)
struct ProfileLinkFaultTests {
    private let machine: HeadlessMachine
    private let helper: String
    private let name = "docker-credential-pat-work"

    init() throws {
        machine = try HeadlessMachine()
        helper = try HelperBinary.copy(forEveryUserIn: machine.directory)
        #expect(try machine.helper("setup", "--keyring", "file").status == 0)
    }

    private var home: String { machine.directory / "home" }

    private func setup(as user: [String], _ words: String...) throws -> Command {
        try Command.run(
            user + [helper, "setup", "--profile", "work", "--yes"] + words,
            environment: machine.environment.setting(["PATH": "/usr/bin:/bin"])
        )
    }

    @Test("A user to whom the program's directory does not belong has it in ~/.local/bin")
    func user() throws {
        #expect(try Command.run(["chown", "-R", "65533:65533", machine.directory.path]).status == 0)
        let bin = URL(fileURLWithPath: helper).deletingLastPathComponent().path
        chown(bin, 0, 0)
        chmod(bin, 0o755)
        let user = ["setpriv", "--reuid=65533", "--regid=65533", "--clear-groups", "--"]
        let ran = try setup(as: user)
        #expect(ran.status == 0, "\(ran.outputText)\(ran.errorText)")
        let link = "\(home)/.local/bin/\(name)"
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == helper)
        #expect(ran.outputText.contains("\(home)/.local/bin is not on PATH: clients find it once it is\n"))
        #expect(try setup(as: user, "--undo").status == 0)
        #expect(!FileManager.default.fileExists(atPath: link))
    }

    @Test("Root makes none in somebody else's directories")
    func foreign() throws {
        let bin = URL(fileURLWithPath: helper).deletingLastPathComponent().path
        chown(bin, 65533, 65533)
        chown(home, 65533, 65533)
        let ran = try setup(as: [])
        #expect(ran.status == 1, "\(ran.outputText)\(ran.errorText)")
        #expect(ran.errorText.contains(" belongs to somebody else: nothing is made in it\n"), "\(ran.errorText)")
        #expect(!FileManager.default.fileExists(atPath: "\(bin)/\(name)"))
        #expect(!FileManager.default.fileExists(atPath: "\(home)/.local/bin"))
    }
}
